"""Sessions: the list of visits, and one visit run test by test."""
