"""The rule author's workbench: what holds rules to account before they judge anyone."""
