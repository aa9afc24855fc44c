"""The catalogue of rules: chapters as pages, written as a folder of Markdown files or as one HTML page."""
