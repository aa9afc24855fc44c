"""Readings of conditions. One so far: the interpreter that explains."""
