"""Writes elementary.npz: high-precision values (mpmath, 60 digits) of the elementary functions.

Array "<function>_<type>" has rows (x, y, rest): y is f(x) rounded to the type, rest = (f(x) - y) in
units of y's last place. Samples: uniform over the range that matters, uniform around 0, uniform over
all bit patterns, and boundaries with their neighbours. Usage: make_golden.py [samples of each kind].
"""
import math
import pathlib
import sys

import mpmath as mp
import numpy as np

mp.mp.dps = 60
samples = int(sys.argv[1]) if len(sys.argv) > 1 else 300
random = np.random.default_rng(20240917)

functions = {
    "exp": (mp.exp, -746, 710),
    "log": (mp.log, 0, 10),
    "log1p": (mp.log1p, -1, 3),
    "tanh": (mp.tanh, -23, 23),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), -746, 40),
}
boundaries = [5e-324, 2.2250738585072014e-308, 1.401298464324817e-45, 1.1754943508222875e-38, 1.7976931348623157e308,
              3.4028234663852886e38, 1, 2, 0.5, 0.5**0.5, 2**0.5, 2**0.5 - 1, 1 - 0.5**0.5, 2.0**-52, 2.0**-53, 2.0**-54,
              2.0**-24, 2.0**-25, math.log(2) / 2, math.log(2) / 4, math.log(2), 709.782712893384, 745.1332191019411,
              708.3964185322641, 88.72283, 103.972, 87.33654, 22, 10, 19.06, 9.01, 36.7, 37, 16, 17, 0]


def value(function, x):
    if abs(x) > 1e4 and function in ("exp", "tanh", "sigmoid"):
        x = math.copysign(1e4, x)
    if abs(x) < 1e-30 and function in ("tanh", "log1p"):
        return mp.mpf(x) - (mp.mpf(x) ** 2 / 2 if function == "log1p" else mp.mpf(x) ** 3 / 3)
    return functions[function][0](mp.mpf(x))


def rounded(exact, single):
    """Nearest number of the type, without rounding twice, and its unit in the last place."""
    digits, least, largest = (24, -149, 128) if single else (53, -1074, 1024)
    if exact == 0:
        return 0.0, mp.mpf(2) ** least
    exponent = max(int(mp.floor(mp.log(abs(exact), 2))) - digits + 1, least)
    unit = mp.mpf(2) ** exponent
    y = mp.nint(exact / unit) * unit
    if abs(y) >= mp.mpf(2) ** largest:
        return math.copysign(math.inf, y), unit
    return float(y), unit


arrays = {}
for name, (_, low, high) in functions.items():
    for type_ in (np.float64, np.float32):
        single = type_ is np.float32
        bits = random.integers(0, 2**32 if single else 2**64, samples, dtype=np.uint32 if single else np.uint64)
        edge = np.array(boundaries, dtype=type_)
        edge = np.concatenate([edge, np.nextafter(edge, type_(np.inf)), np.nextafter(edge, type_(-np.inf))])
        x = np.concatenate([random.uniform(low, high, samples).astype(type_), random.uniform(-2, 2, samples).astype(type_),
                            bits.view(type_), edge, -edge])
        x = x[np.isfinite(x)]
        if name == "log":
            x = x[x > 0]
        if name == "log1p":
            x = x[x > -1]
        rows = []
        for point in x.astype(float):
            exact = value(name, float(point))
            y, unit = rounded(exact, single)
            rows.append((point, y, float((exact - mp.mpf(y)) / unit) if math.isfinite(y) else 0.0))
        arrays[f"{name}_{'float' if single else 'double'}"] = np.array(rows)
np.savez_compressed(pathlib.Path(__file__).parent / "elementary.npz", **arrays)
