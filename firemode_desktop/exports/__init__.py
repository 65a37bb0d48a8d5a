"""Workbooks that go out: templates to fill in, results, and rejected rows with their errors beside them."""
