"""Requirement 23: no cell under five is shown, and no reader gets a hidden one back by subtracting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.small_cells import SMALL, Table, hide_small_cells
from tests.unit.domain.reader_of_tables import (
    flat,
    found_by_subtraction,
    found_by_trying,
    only_small_ones_hidden,
    sums_of_hidden,
    whole,
)

# Many small ones, nought among them, beside ordinary ones.
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))


def tables(most):
    return st.tuples(st.integers(1, most), st.integers(1, most)).flatmap(
        lambda shape: st.lists(
            st.lists(COUNTS, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


def test_a_table_without_small_cells_is_shown_whole():
    counts = [[10, 20], [5, 40]]

    assert hide_small_cells(counts) == whole(counts)


def test_a_small_cell_takes_three_others_with_it_and_the_cheapest_ones():
    shown = hide_small_cells([[3, 20, 30], [40, 50, 6], [7, 80, 9]])

    assert shown == Table(
        cells=((None, 20, None), (40, 50, 6), (None, 80, None)),
        row_totals=(53, 96, 96),
        column_totals=(50, 150, 45),
        total=245,
    )


def test_a_total_under_five_is_hidden_too():
    shown = hide_small_cells([[1, 2], [30, 40]])

    assert shown.row_totals[0] is None
    assert found_by_subtraction(shown) == set()


def test_two_small_cells_of_one_row_do_not_betray_their_sum():
    counts = [[1, 2, 30], [40, 50, 60], [1, 2, 90]]

    assert min(sums_of_hidden(hide_small_cells(counts), counts)) >= SMALL


def test_nought_is_hidden_where_a_reader_would_know_it_from_nothing_being_left():
    counts = [[0, 20, 0], [30, 40, 50], [0, 60, 0]]

    assert found_by_trying(hide_small_cells(counts), counts) == set()


@pytest.mark.parametrize("counts", [[], [[]], [[], []]])
def test_a_table_of_nothing_shows_nothing(counts):
    shown = hide_small_cells(counts)

    assert shown.total is None
    assert all(row == () for row in shown.cells)


@pytest.mark.parametrize("counts", [[[1, 2], [3]], [[-1, 9]]])
def test_what_is_no_table_of_counts_is_refused(counts):
    with pytest.raises(ValueError, match="not a table"):
        hide_small_cells(counts)


@given(tables(6))
def test_no_small_cell_is_shown_and_nothing_shown_is_untrue(counts):
    shown, truth = flat(hide_small_cells(counts)), flat(whole(counts))

    assert all(value is None or value == truth[place] >= SMALL for place, value in shown.items())


@given(tables(6))
def test_no_reader_finds_a_hidden_cell_by_subtracting(counts):
    assert found_by_subtraction(hide_small_cells(counts)) == set()


@given(tables(3))
def test_no_reader_finds_a_hidden_cell_by_knowing_that_people_are_never_negative(counts):
    assert found_by_trying(hide_small_cells(counts), counts) == set()


@given(tables(6))
def test_no_line_betrays_that_its_hidden_cells_are_few_people_together(counts):
    assert all(total >= SMALL for total in sums_of_hidden(hide_small_cells(counts), counts))


def test_the_reader_does_find_what_a_careless_report_hides():
    careless = only_small_ones_hidden([[3, 20], [30, 40]], SMALL)
    of_nothing = only_small_ones_hidden([[0, 0, 9], [0, 0, 8]], SMALL)

    assert found_by_subtraction(careless) == {(0, 0)}
    assert found_by_subtraction(of_nothing) == set()
    assert found_by_trying(of_nothing, [[0, 0, 9], [0, 0, 8]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}
