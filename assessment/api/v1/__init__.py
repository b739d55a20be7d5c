"""The interface for the municipality's own programs: it reads what communities share, and changes nothing."""
