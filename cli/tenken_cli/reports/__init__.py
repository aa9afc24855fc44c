"""One module for each output format, and the page model that the readable ones share."""
