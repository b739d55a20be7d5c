"""The pages: each reads the request, calls a journey, and draws."""
