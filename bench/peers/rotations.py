"""The rotation experiment as every peer runs it.

Images 1 x 28 x 28: 3 x 3 convolution to 32 channels, average pooling by 2, tanh, layer norm over positions; the same to 64
channels; 3 x 3 convolution to 64, tanh, layer norm; dense to 10 values; mean squared error; SGD on batches of 100. Filters
live on a support, in coordinates: the five taps of a cross, the five of a skew support, all nine; in the equivariant arm,
for rotations by 90 degrees, the cross's centre and the mean of its sides, and a last layer that is constant on orbits.
"""
import numpy as np

CHANNELS = [(1, 32), (32, 64), (64, 64)]
CLASSES, SIDE, LAST, BATCH, RATE, EPSILON = 10, 28, 7, 100, 2.5e-4, 1e-5
CROSS = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]
SKEW = [(0, 0), (0, 1), (1, 0), (1, 2), (2, 1)]
FULL = [(r, c) for r in range(3) for c in range(3)]
SUPPORTS = dict(cross=CROSS, skew=SKEW, full=FULL)


def filters(arm, support):
    """(coordinates, 3, 3)."""
    if arm == "equivariant":
        centre, sides = np.zeros((3, 3)), np.zeros((3, 3))
        centre[1, 1] = 1
        for tap in CROSS:
            sides[tap] = 0 if tap == (1, 1) else .5
        return np.stack([centre, sides])
    basis = np.zeros((len(SUPPORTS[support]), 3, 3))
    for k, tap in enumerate(SUPPORTS[support]):
        basis[k][tap] = 1
    return basis


def orbits():
    """Orthonormal indicators of the orbits of the 7 x 7 positions under rotations."""
    position = np.arange(LAST * LAST).reshape(LAST, LAST)
    label = np.stack([np.rot90(position, k) for k in range(4)]).min(0).reshape(-1)
    rows = np.stack([label == v for v in np.unique(label)]).astype(float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def weights(arm, support, dtype, seed=0):
    """Coordinates of the three convolutions (out, in, k) and the dense layer (10, 64, positions or orbits)."""
    random = np.random.default_rng(seed)
    taps = len(filters(arm, support))
    shapes = [(o, i, taps) for i, o in CHANNELS]
    shapes.append((CLASSES, CHANNELS[-1][1], len(orbits()) if arm == "equivariant" else LAST * LAST))
    return [(random.uniform(-1, 1, s) / np.sqrt(s[1] * s[2])).astype(dtype) for s in shapes]


def batches(dtype, count=20):
    """(images (count, 100, 28, 28), one-hot targets)."""
    random = np.random.default_rng(1)
    images = random.standard_normal((count, BATCH, SIDE, SIDE)).astype(dtype)
    return images, np.eye(CLASSES, dtype=dtype)[random.integers(0, CLASSES, (count, BATCH))]


def multiply_adds(taps):
    """Of an example, values, weights and inputs (not layer one's), pooling merged into the taps: the least a step needs."""
    return 2 * 196 * taps * 32 + 3 * 49 * taps * 32 * 64 + 3 * 49 * taps * 64 * 64 + 3 * 64 * 49 * CLASSES


def merged(numpy_like, kernel):
    """A 3 x 3 kernel followed by 2 x 2 average pooling: one 4 x 4 kernel of stride 2 (same padding, 1)."""
    pad = numpy_like.pad
    return sum(pad(kernel, ((0, 0), (0, 0), (r, 1 - r), (c, 1 - c))) for r in (0, 1) for c in (0, 1)) / 4
