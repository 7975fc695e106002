"""Rows and queries; nothing here decides or commits. A process knows the tables that it uses, ``tables`` all of them."""
