"""How files of others come in: spreadsheets of responses, registers of settlements, numbers of people."""
