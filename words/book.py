"""The book of wordings."""


def write() -> str:
    return ""
