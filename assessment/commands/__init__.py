"""Commands of the operator's command line that have words of their own below them."""
