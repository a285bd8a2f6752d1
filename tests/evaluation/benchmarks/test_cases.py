import pytest

from evaluation.benchmarks.cases import percentile


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([7], 50, 7), ([7], 95, 7), ([2, 1], 50, 1), (range(1, 21), 95, 19), (range(1, 101), 95, 95), ([3, 1, 2], 100, 3)],
)
def test_a_percentile_is_a_value_that_occurred(values, percent, expected):
    assert percentile(values, percent) == expected
