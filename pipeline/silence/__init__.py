"""Whether silence can be trusted: rhythms, states, and what operators and readers are told."""
