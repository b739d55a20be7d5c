"""The interface's words: gettext catalogues read by Babel."""
