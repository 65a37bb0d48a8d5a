"""What the columns of a foreign sheet mean: proposed with reasons, told by a person, kept, replayed (decision 12)."""
