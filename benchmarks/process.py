"""What the operating system knows of a process: the memory that is its own, the processor time that it took."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def memory_mb(process_id: int) -> float:
    """Return the proportional set size of one process, its children not counted."""
    lines = Path(f"/proc/{process_id}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def children_of(process_id: int) -> list[int]:
    tasks = Path(f"/proc/{process_id}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text("ascii").split()]


def processor_s(process_id: int) -> float:
    """Return the processor time that a process has used so far: neighbours on the machine do not change it."""
    fields = Path(f"/proc/{process_id}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
