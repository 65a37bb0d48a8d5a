"""The registers of a building: one grid and one form for all of them, made from their declarations."""
