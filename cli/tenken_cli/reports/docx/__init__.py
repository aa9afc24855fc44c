"""Paper as Word documents: its styles, its blocks, and the file."""
