"""Scans of papers, a certificate of calibration say, as pictures of their pages: read in a process apart."""
