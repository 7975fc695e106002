"""What is said for what is written: one file a language, tables only."""
