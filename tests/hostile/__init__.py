"""Hostile and broken input, one table per group."""
