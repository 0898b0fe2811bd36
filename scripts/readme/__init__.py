"""What scripts/readme-tables is made of."""
