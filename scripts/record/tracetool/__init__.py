"""Converts and verifies recordings of block writes (standard library only)."""
