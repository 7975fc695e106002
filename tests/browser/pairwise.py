"""Few combinations that still hold every pair of values: most faults of a screen come from two settings meeting."""

from collections.abc import Mapping, Sequence
from itertools import combinations

Case = tuple[str, ...]


def pairs_of(case: Case) -> set[tuple[int, str, int, str]]:
    return {(i, case[i], j, case[j]) for i, j in combinations(range(len(case)), 2)}


def pairwise(factors: Mapping[str, Sequence[str]]) -> list[Case]:
    """Return cases, one value a factor in its order, in which each pair of values of two factors meets at least once."""
    values = list(factors.values())
    wanted = {
        (i, one, j, other)
        for i, j in combinations(range(len(values)), 2)
        for one in values[i]
        for other in values[j]
    }
    cases: list[Case] = []
    while wanted:
        case = _next_case(values, wanted)
        cases.append(case)
        wanted -= pairs_of(case)
    return cases


def _next_case(values: list[Sequence[str]], wanted: set[tuple[int, str, int, str]]) -> Case:
    i, one, j, other = min(wanted)
    chosen = {i: one, j: other}
    for factor, options in enumerate(values):
        if factor not in chosen:
            chosen[factor] = max(options, key=lambda option: _gain(factor, option, chosen, wanted))
    return tuple(chosen[factor] for factor in range(len(values)))


def _gain(factor: int, option: str, chosen: dict[int, str], wanted: set[tuple[int, str, int, str]]) -> int:
    return sum(
        ((other, value, factor, option) if other < factor else (factor, option, other, value)) in wanted
        for other, value in chosen.items()
    )
