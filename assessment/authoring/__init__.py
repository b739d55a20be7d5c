"""Everything that people write in YAML or .po files: read, checked, and turned into the core's values."""
