"""What positions are laid out of: columns, entries, and the press that carries them."""
