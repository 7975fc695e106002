"""Invented people: the demonstration, and as many insured people as a trial of size needs. None of them exists."""
