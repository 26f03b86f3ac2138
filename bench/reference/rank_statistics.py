"""Prints the golden numbers of SummaryTest and SignedRankTest, by NumPy and SciPy."""

import itertools

import numpy
from scipy import stats

skewed = numpy.array([0.5, 3.25, 1.0, 8.0, 2.0, 0.125, 5.5])
print("quartiles", *map(repr, map(float, numpy.quantile(skewed, [0.25, 0.5, 0.75]))))
interval = stats.t.interval(0.95, len(skewed) - 1, skewed.mean(), stats.sem(skewed))
print("mean", repr(float(skewed.mean())), "deviation", repr(float(skewed.std(ddof=1))), "interval", *map(repr, map(float, interval)))
print("rounding", *map(repr, map(float, numpy.quantile([0.1, 0.2, 0.3, 0.7], [0.25, 0.75]))))

samples = {
    "distinct": [1.5, -0.5, 2.25, 3.0, -1.0, 4.5, 0.75, 5.25],
    "ties and zeros": [1.0, 1.0, -1.0, 2.0, 0.0, 3.0, 3.0, -2.0, 4.0, 0.0],
    "all above": [float(k) for k in range(1, 31)],
    "many": [((37 * k) % 101 - 30) / 8 + k / 1024 for k in range(80)],
}
for name, values in samples.items():
    values = numpy.array(values)
    walsh = [(a + b) / 2 for a, b in itertools.combinations_with_replacement(values, 2)]
    nonzero = values[values != 0]
    exact = len(nonzero) == len(values) <= 50 and len(set(abs(values))) == len(values)
    test = stats.wilcoxon(nonzero, method="exact" if exact else "approx", correction=False)
    print(name, "median", repr(float(numpy.median(values))), "shift", repr(float(numpy.median(walsh))), "p", repr(float(test.pvalue)))
