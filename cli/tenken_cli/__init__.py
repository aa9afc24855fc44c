"""The command line of Tenken: it parses, calls the engine, and renders what comes out."""
