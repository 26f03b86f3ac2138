"""Permutation experiment, PyTorch peer: seconds per full-batch gradient-descent epoch and seed on the CPU.

    taskset -c 0 python permutations_torch.py --arm augmented --engine onednn

Engines of the dense arms: `eager` autograd, `compile`, `autotune` (torch.compile, max-autotune), `manual` (backward by hand,
products by MKL), `onednn` (by hand, by oneDNN), `vmap` (seeds side by side, torch.func). Of the equivariant arm: `pooled`
autograd on features computed once, `pooled-manual` and `pooled-onednn` by hand. `--check` compares an epoch's change of
weights with `eager` in double.
"""
import argparse
import sys

import numpy as np

import harness
import permutations as experiment
from permutations import CHANNELS, EPSILON, NODES, PASSES, POOLED, POSITIONS, RATE, SLOPE

DENSE_ENGINES = ["eager", "compile", "autotune", "manual", "onednn", "vmap"]
EQUIVARIANT_ENGINES = ["pooled", "pooled-manual", "pooled-onednn"]

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--arm", choices=["nominal", "augmented", "equivariant"], default="augmented")
parser.add_argument("--engine", choices=DENSE_ENGINES + EQUIVARIANT_ENGINES, default="onednn")
parser.add_argument("--seeds", type=int, default=1)
parser.add_argument("--merge", type=int, default=1, help="batches computed side by side, each with its own permutation")
parser.add_argument("--data", default="", help="folder with adjacency.npy and connected.npy; graphs are generated without it")
parser.add_argument("--check", action="store_true")
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

import torch_gemm  # noqa: E402

torch.set_num_threads(args.threads)


def head(y, v, w):
    """(examples, 64) before their leaky ReLU to logits."""
    z = F.layer_norm(F.leaky_relu(y, SLOPE), (POOLED,), eps=EPSILON)
    return (F.leaky_relu(z @ v.mT, SLOPE) @ w.mT).squeeze(-1)


def dense_loss(weights, x, t, scale):
    first, second, v, w = weights
    logits = head(F.leaky_relu(x @ first.mT, SLOPE) @ second.mT, v, w)
    return F.binary_cross_entropy_with_logits(logits, t, reduction="sum") * scale


def pooled_loss(coefficients, features, t, scale):
    """`features`: (15, examples x 100)."""
    a, b, v, w = coefficients
    h = F.leaky_relu(a @ features, SLOPE).reshape(CHANNELS, len(t), POSITIONS)
    pooled = (h @ FUNCTIONALS.T.to(h)).permute(1, 0, 2).reshape(len(t), -1)
    return F.binary_cross_entropy_with_logits(head(pooled @ b.mT, v, w), t, reduction="sum") * scale


FUNCTIONALS = torch.from_numpy(experiment.invariant_functionals())


class Head:
    """From the 64 values before their leaky ReLU to the gradients, by hand; activations are (values, examples)."""

    def __init__(self, product):
        self.product = product

    def __call__(self, y, v, w, t, scale):
        """(gradients of y, v, w)."""
        a = F.leaky_relu(y, SLOPE)
        centred = a - a.mean(0)
        inverse = torch.rsqrt(centred.square().mean(0) + EPSILON)
        z = centred * inverse
        hidden = F.leaky_relu(v @ z, SLOPE)
        outer = (torch.sigmoid(w @ hidden) - t) * scale
        d_hidden = torch.ops.aten.leaky_relu_backward(w.t() @ outer, hidden, SLOPE, True)
        d_z = v.t() @ d_hidden
        d_a = inverse * (d_z - d_z.mean(0) - z * (d_z * z).mean(0))
        return (torch.ops.aten.leaky_relu_backward(d_a, a, SLOPE, True),
                d_hidden @ z.t(), outer @ hidden.t())


def manual_dense(onednn):
    """gradient(weights, x (examples, 100), labels, scale), by hand; activations (values, examples)."""
    product = torch_gemm.product if onednn else torch.mm
    top = Head(product)

    def gradient(weights, x, t, scale):
        first, second, v, w = weights
        if onednn:
            h = torch_gemm.leaky_product(first, x.t(), SLOPE)
        else:
            h = F.leaky_relu_(torch.mm(first, x.t()), SLOPE)
        d_y, d_v, d_w = top(product(second, h), v, w, t, scale)
        d_second = product(d_y, h.t())
        d_h = product(second.t(), d_y)
        torch.ops.aten.leaky_relu_backward.grad_input(d_h, h, SLOPE, True, grad_input=d_h)
        return product(d_h, x), d_second, d_v, d_w
    return gradient


def manual_pooled(onednn):
    """gradient(coefficients, features, labels, scale), by hand."""
    product = torch_gemm.product if onednn else torch.mm
    top = Head(product)

    def gradient(coefficients, features, t, scale):
        a, b, v, w = coefficients
        functionals = FUNCTIONALS.to(a)
        h = torch_gemm.leaky_product(a, features, SLOPE) if onednn else F.leaky_relu_(torch.mm(a, features), SLOPE)
        pooled = product(h.view(-1, POSITIONS), functionals.t()).view(CHANNELS, len(t), 2)
        pooled = pooled.permute(0, 2, 1).reshape(-1, len(t))
        d_y, d_v, d_w = top(product(b, pooled), v, w, t, scale)
        d_pooled = product(b.t(), d_y).view(CHANNELS, 2, len(t)).permute(0, 2, 1).reshape(-1, 2)
        d_h = torch.mm(d_pooled, functionals).view(CHANNELS, -1)
        torch.ops.aten.leaky_relu_backward.grad_input(d_h, h, SLOPE, True, grad_input=d_h)
        return product(d_h, features.t()), product(d_y, pooled.t()), d_v, d_w
    return gradient


def autograd(loss):
    def gradient(weights, x, t, scale):
        return torch.autograd.grad(loss(weights, x, t, scale), weights)
    return gradient


def gradient_function(engine):
    """The gradient of one piece of data, whether it needs autograd."""
    if engine in ("manual", "onednn"):
        return manual_dense(engine == "onednn"), False
    if engine in ("pooled-manual", "pooled-onednn"):
        return manual_pooled(engine == "pooled-onednn"), False
    if engine == "pooled":
        return autograd(pooled_loss), True
    if engine == "compile":
        return autograd(torch.compile(dense_loss)), True
    if engine == "autotune":
        return autograd(torch.compile(dense_loss, mode="max-autotune")), True
    return autograd(dense_loss), True


class Data:
    """Pieces of `merge` batches; in the augmented arm every batch of a piece is permuted anew."""

    def __init__(self, dtype, arm, engine, merge):
        x, t = (torch.from_numpy(a) for a in experiment.graphs(args.data, dtype))
        self.examples, self.arm = len(x), arm
        rows = experiment.BATCH * merge
        self.labels = t.split(rows)
        self.inputs = x.split(rows)
        if engine.startswith("pooled"):
            self.inputs = [torch.from_numpy(experiment.features(piece.numpy())) for piece in self.inputs]
        self.random = torch.Generator().manual_seed(0)

    @property
    def scale(self):
        return 1 / (self.examples * (PASSES if self.arm == "augmented" else 1))

    def pieces(self):
        for _ in range(PASSES if self.arm == "augmented" else 1):
            for x, t in zip(self.inputs, self.labels):
                yield (self.permuted(x) if self.arm == "augmented" else x), t

    def permuted(self, x):
        batches = x.split(experiment.BATCH)
        out = []
        for batch in batches:
            p = torch.randperm(NODES, generator=self.random)
            out.append(batch.index_select(1, (p[:, None] * NODES + p[None, :]).reshape(-1)))
        return out[0] if len(out) == 1 else torch.cat(out)


def starts(dtype, engine, seeds):
    models = [experiment.coefficients(seed, dtype) for seed in range(seeds)]
    if not engine.startswith("pooled"):
        models = [experiment.weights(model) for model in models]
    return [[torch.from_numpy(w) for w in model] for model in models]


def epoch_function(dtype, engine, arm, seeds, merge):
    """(epoch, models)."""
    data = Data(dtype, arm, engine, merge)
    models = starts(dtype, engine, seeds)
    if engine == "vmap":
        return vmap_epoch(data, [torch.stack(list(w)) for w in zip(*models)], seeds)
    gradient, needs_autograd = gradient_function(engine)

    def epoch():
        for model in models:
            leaves = [w.detach().requires_grad_() for w in model] if needs_autograd else model
            total = None
            for x, t in data.pieces():
                piece = gradient(leaves, x, t, data.scale)
                if total is None:
                    total = list(piece)
                else:
                    torch._foreach_add_(total, list(piece))
            torch._foreach_add_(model, total, alpha=-RATE)
    return epoch, models


def vmap_epoch(data, stacked, seeds):
    """Seeds as a leading dimension of everything; each draws its own permutations."""
    def loss(weights, x, t):
        first, second, v, w = weights
        logits = head(F.leaky_relu(x @ first.mT, SLOPE) @ second.mT, v, w)
        return F.binary_cross_entropy_with_logits(logits, t, reduction="sum") * data.scale
    gradient = torch.func.vmap(torch.func.grad(loss))

    def epoch():
        total = [torch.zeros_like(w) for w in stacked]
        for pieces in zip(*[data.pieces() for _ in range(seeds)]):
            x, t = torch.stack([p[0] for p in pieces]), torch.stack([p[1] for p in pieces])
            torch._foreach_add_(total, list(gradient(stacked, x, t)))
        torch._foreach_add_(stacked, total, alpha=-RATE)
    return epoch, stacked


def change(dtype, engine):
    """By how much one epoch changes the first model's matrices, per learning rate."""
    with torch.inference_mode(not needs_graph(engine)):
        before = [w.clone() for w in starts(dtype, engine, args.seeds)[0]]
        epoch, models = epoch_function(dtype, engine, args.arm, args.seeds, args.merge)
        epoch()
        after = [w[0] for w in models] if engine == "vmap" else models[0]
        if engine.startswith("pooled"):
            before, after = (experiment.weights([w.detach().double().numpy() for w in m]) for m in (before, after))
            return [torch.from_numpy(a - b) / RATE for a, b in zip(after, before)]
        return [(a.detach().double() - b.double()) / RATE for a, b in zip(after, before)]


def needs_graph(engine):
    return engine not in ("manual", "onednn", "pooled-manual", "pooled-onednn")


def check():
    """The change of weights against autograd in double; of pooled engines against the projected gradient."""
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    expected = change(np.float64, "pooled" if args.engine.startswith("pooled") else "eager")
    errors = [float((a - b).norm() / b.norm()) for a, b in zip(change(dtype, args.engine), expected)]
    print(args.arm, args.engine, "relative errors", ["%.1e" % e for e in errors])
    tolerance = 0.02 if args.precision == "float" else 1e-8
    sys.exit(0 if max(errors) < tolerance else 1)


def main():
    if (args.engine in EQUIVARIANT_ENGINES) != (args.arm == "equivariant"):
        sys.exit(f"no engine {args.engine} for {args.arm}")
    if args.check:
        check()
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    tensor = dict(float=torch.float32, double=torch.float64)[args.precision]
    peak = torch_gemm.peak(tensor)
    epoch, _ = epoch_function(dtype, args.engine, args.arm, args.seeds, args.merge)
    with torch.inference_mode(not needs_graph(args.engine)):
        seconds = harness.measure(epoch, args.repeats, args.budget)
    peak = max(peak, torch_gemm.peak(tensor))
    seconds = [s / args.seeds for s in seconds]
    passes = PASSES if args.arm == "augmented" else 1
    counted = experiment.FACTORED if args.engine.startswith("pooled") else experiment.DENSE
    harness.report(peak, peer="torch " + torch.__version__, experiment="permutations", arm=args.arm, engine=args.engine,
                   precision=args.precision, seeds=args.seeds, threads=args.threads, merge=args.merge,
                   **harness.rates(seconds, counted * 1000 * passes, peak))


if __name__ == "__main__":
    main()
