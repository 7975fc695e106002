"""`python3 -m setup run|check|test`: makes this clone ready to be run, checked or tested."""

import sys

from setup import ROOT, Fault, assets, debian, environment, node

RUN = ROOT / "requirements.txt"
TEST = ROOT / "requirements-test.txt"
OLDEST_PYTHON = (3, 11)


def prepare(purpose: str) -> None:
    """Bring everything that `purpose` needs and that is not there yet. Raises Fault."""
    if sys.version_info < OLDEST_PYTHON:
        raise Fault(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}")
    judges = debian.JUDGES if purpose == "test" else ()
    debian.bring((*debian.ENVIRONMENT, *debian.LETTERS, *judges))
    environment.prepare(*((RUN,) if purpose == "run" else (RUN, TEST)))
    node.prepare(with_judges=purpose == "test")
    assets.prepare(node.LOCK)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in {"run", "check", "test"}:
        print("Usage: python3 -m setup run|check|test", file=sys.stderr)
        return 2
    try:
        prepare(arguments[0])
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
