"""Turns a skipped test, and one that is expected to fail, into a failed one.

A judge that is not there (no browser, no PostgreSQL, no voice engine) must not look like a judge that agreed.
"""

from collections.abc import Generator
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse((yield))


def _refuse(report: Report) -> Report:
    # pytest counts no report that still says "expected to fail" as a failure.
    was_expected = vars(report).pop("wasxfail", None) is not None
    if report.skipped or was_expected:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"No test may be skipped or expected to fail here: {reason}"
    return report
