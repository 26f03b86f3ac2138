"""The permutation experiment as every peer runs it: data, start, arithmetic.

The network maps A - 1/2 of a graph of ten nodes, 100 values, to 32 x 100 values, then to 64, which are layer-normalised, and
on by 64 -> 32 -> 1, leaky ReLUs between, to a binary cross-entropy. Weights are matrices (outputs, inputs): 3200 x 100,
64 x 3200, 32 x 64, 1 x 32. An epoch is one step of full-batch gradient descent, its gradient summed over batches of 200;
the augmented arm sums over 25 passes, with a random node permutation for every batch and pass.
"""
import os

import numpy as np

NODES, CHANNELS, POOLED, HIDDEN, SLOPE, EPSILON = 10, 32, 64, 32, 0.01, 1e-5
POSITIONS = NODES * NODES
PASSES, BATCH, RATE = 25, 200, 1e-4

# multiply-adds of an example: layer one (values, weights), layers two to four (values, weights, inputs)
DENSE = 2 * POSITIONS * CHANNELS * POSITIONS + 3 * (CHANNELS * POSITIONS * POOLED + POOLED * HIDDEN + HIDDEN)
# the same in the equivariant form: 15 operators on inputs, 2 functionals on channels
FACTORED = 2 * 15 * CHANNELS * POSITIONS + 3 * (2 * CHANNELS * POOLED + POOLED * HIDDEN + HIDDEN)


def graphs(folder, dtype):
    """(examples x 100 inputs, labels): the authors' graphs where `folder` holds them, else graphs of their kind."""
    if folder:
        inputs, labels = (np.load(os.path.join(folder, f + ".npy")) for f in ("adjacency", "connected"))
        return inputs.reshape(-1, POSITIONS).astype(dtype) - dtype(.5), labels.reshape(-1).astype(dtype)
    random = np.random.default_rng(0)
    block = np.arange(NODES) // (NODES // 2)
    probability = np.where(block[:, None] == block[None, :], .5, .05)
    upper = np.triu(random.random((1000, NODES, NODES)) < probability, 1)
    inputs = (upper | upper.transpose(0, 2, 1)).astype(dtype)
    labels = random.integers(0, 2, 1000).astype(dtype)
    return inputs.reshape(-1, POSITIONS) - dtype(.5), labels


def equivariant_maps():
    """The 15 orthonormal equivariant maps of 10 x 10 matrices: one per partition of the indices (i, j, k, l)."""
    index = np.stack(np.meshgrid(*[np.arange(NODES)] * 4, indexing="ij")).reshape(4, -1)
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    pattern = sum((index[a] == index[b]).astype(int) << bit for bit, (a, b) in enumerate(pairs))
    maps = np.stack([pattern == p for p in np.unique(pattern)]).astype(float)
    maps /= np.linalg.norm(maps, axis=1, keepdims=True)
    return maps.reshape(15, POSITIONS, POSITIONS)


def invariant_functionals():
    """The 2 orthonormal invariant functionals: over the diagonal, and off it."""
    eye = np.eye(NODES).reshape(-1)
    return np.stack([eye / eye.sum() ** .5, (1 - eye) / (1 - eye).sum() ** .5])


def coefficients(seed, dtype):
    """An equivariant start in coordinates: 32 x 15, 64 x (32 x 2), 32 x 64, 1 x 32."""
    normal = np.random.default_rng(seed).standard_normal
    shapes = [(CHANNELS, 15), (POOLED, CHANNELS * 2), (HIDDEN, POOLED), (1, HIDDEN)]
    scales = [1 / (NODES * CHANNELS ** .5), 1 / 8, NODES / POOLED, NODES / HIDDEN]
    return [(normal(shape) * scale).astype(dtype) for shape, scale in zip(shapes, scales)]


def weights(start):
    """The matrices that coefficients stand for."""
    first, second, *dense = start
    first = np.tensordot(first, equivariant_maps(), 1).reshape(CHANNELS * POSITIONS, POSITIONS)
    second = (second.reshape(POOLED, CHANNELS, 2) @ invariant_functionals()).reshape(POOLED, CHANNELS * POSITIONS)
    return [w.astype(dense[0].dtype) for w in (first, second, *dense)]


def features(inputs):
    """(15, examples x 100): the 15 maps of every input, which never change."""
    maps = equivariant_maps().astype(inputs.dtype)
    return np.einsum("kpq,nq->knp", maps, inputs).reshape(15, -1)
