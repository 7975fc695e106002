"""What an administrator types: one file per subject of ``python -m carnet``. Here alone the clock is read."""
