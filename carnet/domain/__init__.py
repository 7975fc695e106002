"""What is true whatever the channel, the clock and the database. Standard library only."""
