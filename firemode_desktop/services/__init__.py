"""Use cases: one function is the body of one transaction; the session comes first and nobody commits."""
