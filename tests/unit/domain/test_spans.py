"""Times kept as counts: a median read back from them, and nobody's silence counted as work."""

import pytest

from carnet.domain.spans import EDGES_S, edge_of, percentile


@pytest.mark.parametrize(("seconds", "edge"), [(0, 2), (2, 2), (2.1, 4), (1800, 1800), (1801, None)])
def test_a_span_stands_under_the_first_edge_that_it_does_not_pass(seconds, edge):
    assert edge_of(seconds) == edge


@pytest.mark.parametrize(("percent", "edge"), [(50, 10), (90, 60), (100, 60)])
def test_a_percentile_is_the_edge_under_which_so_many_lie(percent, edge):
    assert percentile({2: 2, 10: 4, 60: 4}, percent) == edge


def test_nothing_has_no_median():
    assert percentile({}, 50) is None
    assert list(EDGES_S) == sorted(set(EDGES_S))
