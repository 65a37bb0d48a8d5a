"""FireMode Desktop: the workstation for commissioning and testing pressurised fire stairs."""

__version__ = "0.1.0"
