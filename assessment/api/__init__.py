"""What programs ask the server, and what the server adds to every page."""
