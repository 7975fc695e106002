"""A test that is skipped, or expected to fail, fails."""

import pytest

pytest_plugins = ["pytester"]

HOUSE_RULE = "pytest_plugins = ['tests.no_skips']"


@pytest.mark.parametrize(
    "test",
    [
        "def test_it():\n    pytest.skip('no browser')",
        "@pytest.mark.skip(reason='no browser')\ndef test_it(): pass",
        "@pytest.mark.xfail\ndef test_it(): assert False",
        "@pytest.mark.xfail(strict=False)\ndef test_it(): pass",
    ],
    ids=["skipped inside", "skipped by a mark", "expected to fail", "expected to fail, but passes"],
)
def test_a_skipped_test_fails(pytester, test):
    pytester.makeconftest(HOUSE_RULE)
    pytester.makepyfile(f"import pytest\n{test}")

    assert pytester.runpytest("-p", "no:randomly").ret == pytest.ExitCode.TESTS_FAILED


def test_a_module_that_skips_itself_is_an_error(pytester):
    pytester.makeconftest(HOUSE_RULE)
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass")

    pytester.runpytest("-p", "no:randomly").assert_outcomes(errors=1)
