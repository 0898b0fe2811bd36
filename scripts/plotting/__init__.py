"""What scripts/plot is made of: runs are read, kinds turn them into figures, style saves those.

Also an example for scripts of your own: runs.py reads the CSV files, each file under kinds/ is one picture.
"""
