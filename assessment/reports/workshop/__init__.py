"""The record of a workshop, and where it stands, for programs and for people."""
