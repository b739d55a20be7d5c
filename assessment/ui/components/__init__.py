"""Parts of pages: one component, one function."""
