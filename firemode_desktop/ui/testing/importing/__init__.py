"""Results of a visit from a workbook: choose → check → look → record. Nothing is recorded before *Record*."""
