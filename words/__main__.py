"""`python -m words extract|check|missing|book`: the catalogues brought up to date, judged, listed, and shown to those who sign."""

import sys

from words import book, catalogues, files


def extract() -> int:
    """Write the templates anew, and bring every catalogue in step with them."""
    catalogues.write()
    return 0


def check() -> int:
    faults = list(catalogues.faults())
    print("\n".join(faults) or "Catalogues are up to date and complete.")
    return 1 if faults else 0


def missing() -> int:
    """List what still waits for a translation, by language."""
    for tag in catalogues.tags():
        for domain in files.domains_of(tag):
            for text in catalogues.unfinished(tag, domain):
                print(f"{tag} {domain}: {text!r}")
    return 0


def write_book() -> int:
    print(book.write())
    return 0


COMMANDS = {"extract": extract, "check": check, "missing": missing, "book": write_book}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"Usage: python -m words {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
