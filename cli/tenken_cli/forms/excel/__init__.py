"""The form in Excel: what stands where, writing it, reading it back, and writing findings into it."""
