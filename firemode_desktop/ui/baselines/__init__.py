"""The baselines of a building: how complete they are, what each location has, and where it came from."""
