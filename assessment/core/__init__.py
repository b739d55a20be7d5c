"""What the project means: plain functions over frozen values, without files, clock, database or network."""
