"""How files of others come in: spreadsheets of responses."""
