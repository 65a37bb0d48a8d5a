"""The other papers, one module each: frozen values to the bytes of a PDF. The same values give the same bytes."""
