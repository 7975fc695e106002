"""The subject of the product: rules, rows, services and journeys. No web framework below this line."""
