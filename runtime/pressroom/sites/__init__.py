"""One module per site: which answer an address of it gets at a moment of the clock."""
