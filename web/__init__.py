"""What both Flask applications share: requests and pages, the voice, and the papers that tell what ``carnet`` did."""
