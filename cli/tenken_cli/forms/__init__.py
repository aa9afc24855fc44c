"""What departments fill in: the offline page, the Excel form, and how typed answers are read."""
