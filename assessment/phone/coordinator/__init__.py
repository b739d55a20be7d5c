"""The coordinator's private pages of a round, below `/c/{key}`: as light as the pages of those who answer."""
