"""Cells → values: where a table stands, what a column holds, which place a name means. Shared by every import."""
