"""The workbook of all registers → a plan of what becomes of them."""
