"""The sections of the compliance report, one module each; each is a function that puts its pieces into the flow."""
