"""FireMode Desktop: the workstation for commissioning and testing pressurised fire stairs."""

import os

__version__ = "0.1.0"

# A workbook has the same bytes whether or not lxml, which openpyxl would take, came along with something else.
os.environ.setdefault("OPENPYXL_LXML", "False")
