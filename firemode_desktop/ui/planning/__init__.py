"""What is expected of a building, and when: the expected tests, the schedule they follow from, the calendar."""
