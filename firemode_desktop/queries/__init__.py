"""Functions of a ``Session`` that read: one module a subject, nothing is written here and nobody commits."""
