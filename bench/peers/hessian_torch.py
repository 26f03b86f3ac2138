"""Hessian-vector products of the permutation network's risk, PyTorch peer: seconds per product on the CPU.

    taskset -c 0 python hessian_torch.py --precision double

The plain loss on 200 graphs, all weights. `forward`: forward mode over the gradient (torch.func.jvp of grad), `reverse`:
backward of the gradient's scalar product with the vector. Beside it, the seconds of a gradient by the same means.
"""
import argparse
import statistics
import sys

import numpy as np

import harness
import permutations as experiment

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--engine", choices=["forward", "reverse"], default="forward")
parser.add_argument("--data", default="")
parser.add_argument("--check", action="store_true", help="against central differences of the gradient, in double")
parser.set_defaults(repeats=40)
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

import torch_gemm  # noqa: E402

torch.set_num_threads(args.threads)


def problem(dtype):
    """(loss of the weights, weights, direction)."""
    x, t = (torch.from_numpy(a[:experiment.BATCH]) for a in experiment.graphs(args.data, dtype))
    weights = tuple(torch.from_numpy(w) for w in experiment.weights(experiment.coefficients(0, dtype)))
    random = np.random.default_rng(1)
    direction = tuple(torch.from_numpy(random.standard_normal(w.shape).astype(dtype)) for w in weights)

    def loss(*weights):
        first, second, v, w = weights
        y = F.leaky_relu(F.leaky_relu(x @ first.T, experiment.SLOPE) @ second.T, experiment.SLOPE)
        # written out: forward mode does not go through the fused layer norm everywhere
        y = y - y.mean(1, keepdim=True)
        z = y * torch.rsqrt((y * y).mean(1, keepdim=True) + experiment.EPSILON)
        logits = (F.leaky_relu(z @ v.T, experiment.SLOPE) @ w.T).squeeze(1)
        return F.binary_cross_entropy_with_logits(logits, t)
    return loss, weights, direction


def product_function(engine, loss, weights, direction):
    gradient = torch.func.grad(loss, argnums=(0, 1, 2, 3))
    if engine == "forward":
        return gradient, lambda at: torch.func.jvp(gradient, at, direction)[1]

    def reverse(at):
        leaves = [w.detach().requires_grad_() for w in at]
        slopes = torch.autograd.grad(loss(*leaves), leaves, create_graph=True)
        return torch.autograd.grad(slopes, leaves, direction)
    return gradient, reverse


def check():
    loss, weights, direction = problem(np.float64)
    gradient, product = product_function(args.engine, loss, weights, direction)
    step = 1e-9  # small enough that no leaky ReLU passes its kink
    ahead = gradient(*[w + step * d for w, d in zip(weights, direction)])
    behind = gradient(*[w - step * d for w, d in zip(weights, direction)])
    errors = [float(((a - b) / (2 * step) - h).norm() / h.norm()) for a, b, h in zip(ahead, behind, product(weights))]
    print(args.engine, ["%.1e" % e for e in errors])
    sys.exit(0 if max(errors) < 1e-3 else 1)


def main():
    if args.check:
        check()
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    loss, weights, direction = problem(dtype)
    peak = torch_gemm.peak(weights[0].dtype)
    gradient, product = product_function(args.engine, loss, weights, direction)
    slopes = harness.measure(lambda: gradient(*weights), args.repeats, args.budget / 2)
    products = harness.measure(lambda: product(weights), args.repeats, args.budget / 2)
    harness.report(peak, peer="torch " + torch.__version__, experiment="hessian", engine=args.engine,
                   precision=args.precision, threads=args.threads, gradient_seconds=round(statistics.median(slopes), 6),
                   **harness.rates(products, 2 * experiment.DENSE * experiment.BATCH, peak))


if __name__ == "__main__":
    main()
