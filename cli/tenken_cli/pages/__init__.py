"""What each command has to say, as pages; how a page looks in a format is the business of `reports`."""
