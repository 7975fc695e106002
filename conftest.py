"""What holds for every test of every room: no test may be skipped."""

pytest_plugins = ["tests.no_skips"]
