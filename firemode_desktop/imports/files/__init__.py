"""A foreign file → cells: checked and read in a process apart, whatever its format (decision 6)."""
