"""Scenario workbooks → one frozen ``ScenarioPlan``: the flat step list, the matrix, and matrices of others."""
