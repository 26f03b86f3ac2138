"""Dense Hessians by automatic differentiation, the golden numbers of GoldenHessianTest.

    python bench/reference/hessian.py src/test/resources/reference/hessian

PyTorch, double. Each file holds a network's layers (c_out, c_in, n_out, n_in), examples (N, c, n), and
the gradient and the Hessian of the mean loss in all entries of all layers, canonical order, layer by
layer. Layers of a masked case have zeros, which are its mask. Nothing of the engine is used: a layer is an einsum, everything else is written out here.
"""

import pathlib
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)

EXAMPLES = 3


def layer_norm(z, axis, epsilon):
    mean = z.mean(axis, keepdim=True)
    variance = ((z - mean) ** 2).mean(axis, keepdim=True)
    return (z - mean) / torch.sqrt(variance + epsilon)


def average_pool(height, width, size):
    def apply(z):
        n, c, _ = z.shape
        h, w = height // size, width // size
        grid = z.reshape(n, c, height, width)[:, :, : h * size, : w * size]
        return grid.reshape(n, c, h, size, w, size).mean((3, 5)).reshape(n, c, h * w)

    return apply


class Conv:
    """Cross-correlation with a 3×3 window of which some taps are free: offsets −1 … 1, zeros or a torus around."""

    FULL = [(r, c) for r in range(3) for c in range(3)]
    CROSS = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]
    SKEW = [(0, 0), (0, 1), (1, 0), (1, 2), (2, 1)]

    def __init__(self, channels, height, width, support, circular=False, stride=1):
        self.channels, self.height, self.width, self.support, self.circular, self.stride = channels, height, width, support, circular, stride

    def draw(self, generator, channels):
        weights = np.zeros((self.channels, channels, 3, 3))
        for r, c in self.support:
            weights[:, :, r, c] = generator.normal(size=weights.shape[:2]) / np.sqrt(channels)
        return weights

    def __call__(self, weights, z):
        n, c, _ = z.shape
        z = z.reshape(n, c, self.height, self.width)
        if self.circular:
            z = torch.cat([z[:, :, -1:], z, z[:, :, :1]], 2)
            z = torch.cat([z[..., -1:], z, z[..., :1]], 3)
        else:
            z = torch.nn.functional.pad(z, (1, 1, 1, 1))
        patches = z.unfold(2, 3, self.stride).unfold(3, 3, self.stride)
        return torch.einsum("oiab,nihwab->nohw", weights, patches).flatten(2)


class Bias:
    def __init__(self, by_position):
        self.by_position = by_position

    def draw(self, generator, channels, positions):
        return generator.normal(size=(channels, 1, positions if self.by_position else 1, 1))

    def __call__(self, weights, z):
        return z + weights[None, :, 0, :, 0]


def max_pool(height, width, size):
    def apply(z):
        n, c, _ = z.shape
        return z.reshape(n, c, height, width).unfold(2, size, size).unfold(3, size, size).amax((-1, -2)).flatten(2)

    return apply


def leaky(slope):
    return lambda z: torch.where(z > 0, z, slope * z)


def softmax_loss(z, y):
    return -(y * (z - torch.logsumexp(z, 1, keepdim=True))).sum(1).mean(-1)


LOSSES = {
    "binary_cross_entropy": lambda z, y: (torch.clamp(z, min=0) - z * y + torch.log1p(torch.exp(-z.abs()))).mean((1, 2)),
    "mean_squared_error": lambda z, y: ((z - y) ** 2).mean((1, 2)),
    "softmax_cross_entropy": softmax_loss,
    "softmax_cross_entropy_after_softmax": lambda z, y: softmax_loss(torch.softmax(z, 1), y),
}

# name: input (channels, positions), stages (a layer is (c_out, n_out)), loss
CASES = {
    "leaky_channels": ((1, 4), [(2, 4), leaky(0.01), (3, 1), lambda z: layer_norm(z, 1, 1e-5), leaky(0.01), (1, 1)], "binary_cross_entropy"),
    "tanh_positions": ((2, 3), [(2, 4), torch.tanh, lambda z: layer_norm(z, 2, 1e-2), (2, 1)], "mean_squared_error"),
    "sigmoid_softmax": ((1, 4), [(2, 3), torch.sigmoid, (3, 2)], "softmax_cross_entropy"),
    "tanh_after_softmax": ((1, 4), [(2, 4), torch.tanh, (3, 1)], "softmax_cross_entropy_after_softmax"),
    "pooled_relu": ((1, 4), [(1, 16), average_pool(4, 4, 2), leaky(0.0), torch.tanh, (2, 1)], "mean_squared_error"),
    "linear_linear": ((1, 4), [(2, 4), (1, 4)], "mean_squared_error"),
    "masked_tanh": ((2, 3), [(2, 4), torch.tanh, (2, 2)], "mean_squared_error"),
    "conv_cross": ((1, 16), [Conv(2, 4, 4, Conv.CROSS), Bias(False), torch.tanh, average_pool(4, 4, 2),
                             Conv(2, 2, 2, Conv.FULL), torch.tanh, (2, 1)], "mean_squared_error"),
    "conv_strided": ((1, 25), [Conv(2, 5, 5, Conv.FULL, stride=2), torch.sigmoid, (3, 1)], "softmax_cross_entropy"),
    "conv_circular": ((2, 12), [Conv(2, 3, 4, Conv.SKEW, circular=True), max_pool(3, 4, 2), torch.tanh,
                                "residual", (2, 2), Bias(True), torch.tanh, "end", lambda z: layer_norm(z, 1, 1e-2), (2, 1)],
                      "binary_cross_entropy"),
    "norm_last": ((1, 4), [(2, 4), torch.tanh, (3, 2), lambda z: layer_norm(z, 1, 1e-3)], "softmax_cross_entropy"),
}

# a new case comes last, so that the others keep their seeds
SEEDS = ["leaky_channels", "tanh_positions", "sigmoid_softmax", "tanh_after_softmax", "pooled_relu", "linear_linear", "masked_tanh",
         "norm_last", "conv_cross", "conv_strided", "conv_circular"]


def run(name, seed):
    (channels, positions), stages, loss = CASES[name]
    generator = np.random.default_rng(seed)
    layers, shape = [], (channels, positions)
    for stage in stages:
        if isinstance(stage, str):
            continue
        if isinstance(stage, Conv):
            layers.append(stage.draw(generator, shape[0]))
            shape = tuple(stage(torch.tensor(layers[-1]), torch.zeros(1, *shape)).shape[1:])
        elif isinstance(stage, Bias):
            layers.append(stage.draw(generator, *shape))
        elif isinstance(stage, tuple):
            layer = generator.normal(size=(stage[0], shape[0], stage[1], shape[1])) / np.sqrt(shape[0])
            if name.startswith("masked"):
                layer *= generator.uniform(size=layer.shape) < 0.6
            layers.append(layer)
            shape = stage
        else:
            shape = tuple(stage(torch.zeros(1, *shape)).shape[1:])
    x = torch.tensor(generator.normal(size=(EXAMPLES, channels, positions)))
    y = generator.uniform(size=(EXAMPLES, *shape))
    if loss.startswith("softmax"):
        y /= y.sum(1, keepdims=True)
    y = torch.tensor(y)
    sizes = [a.size for a in layers]

    def risk(flat):
        weights = [part.reshape(a.shape) for part, a in zip(torch.split(flat, sizes), layers)]
        z, at, kept = x, 0, None
        for stage in stages:
            if stage == "residual":
                kept = z
            elif stage == "end":
                z = kept + z
            elif isinstance(stage, (Conv, Bias)):
                z = stage(weights[at], z)
                at += 1
            elif isinstance(stage, tuple):
                z = torch.einsum("oipq,niq->nop", weights[at], z)
                at += 1
            else:
                z = stage(z)
        return LOSSES[loss](z, y).mean()

    flat = torch.tensor(np.concatenate([a.ravel() for a in layers]))
    arrays = {f"layer_{i + 1}": a for i, a in enumerate(layers)}
    arrays["inputs"] = x.numpy()
    arrays["targets"] = y.numpy()
    arrays["gradient"] = torch.func.grad(risk)(flat).numpy()
    arrays["hessian"] = torch.func.hessian(risk)(flat).numpy()
    return arrays


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in CASES:
        arrays = run(name, SEEDS.index(name))
        np.savez(folder / f"{name}.npz", **arrays)
        print(name, arrays["gradient"].size, "entries")


if __name__ == "__main__":
    main()
