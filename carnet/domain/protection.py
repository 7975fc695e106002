"""The kinds of measures that protect an adult. What each lets the person in charge do is dated: ``carnet/reference``."""

KINDS = (
    "guardianship",
    "curatorship",
    "family_authorisation",
    "court_safeguard",
    "future_protection_mandate",
)
