"""What both Flask applications share. It knows requests and pages, and no subject."""
