"""Values → the plan of an import of baselines, as it is shown and as it is written."""
