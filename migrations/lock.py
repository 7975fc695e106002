"""The lock that two deployments of one database wait for, so that they migrate one after the other."""

MIGRATION_LOCK = 732_011_114
"""Any number, always the same: PostgreSQL calls it an advisory lock."""
