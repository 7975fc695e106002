"""What can happen: one verb, one function. Services load, ask the domain and write; they never commit."""
