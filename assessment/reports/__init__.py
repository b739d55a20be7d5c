"""How results go out: tables for people and for programs."""
