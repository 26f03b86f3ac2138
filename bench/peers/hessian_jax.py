"""Hessian-vector products of the permutation network's risk, JAX peer: seconds per jitted product on the CPU.

    taskset -c 0 python hessian_jax.py --precision double

The plain loss on 200 graphs, all weights, activations (values, examples): jax.jvp of jax.grad; of several vectors at a point,
jax.linearize once and vmap over them. Beside it, the seconds of a gradient by the same means.
"""
import argparse
import statistics
import sys

import numpy as np

import harness
import permutations as experiment

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--data", default="")
parser.add_argument("--vectors", type=int, default=1, help="at one point; seconds are those of one")
parser.add_argument("--check", action="store_true", help="against central differences of the gradient, in double")
parser.set_defaults(repeats=40)
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

jax.config.update("jax_enable_x64", args.precision == "double" or args.check)


def leaky(x):
    return jnp.maximum(x, experiment.SLOPE * x)


def problem(dtype):
    """(gradient, product, weights, direction)."""
    x, t = (jnp.asarray(a[:experiment.BATCH]) for a in experiment.graphs(args.data, dtype))
    weights = [jnp.asarray(w) for w in experiment.weights(experiment.coefficients(0, dtype))]
    random = np.random.default_rng(1)
    direction = [jnp.asarray(random.standard_normal(w.shape), dtype) for w in weights]

    def loss(weights):
        first, second, v, w = weights
        y = leaky(second @ leaky(first @ x.T))
        y = y - y.mean(0)
        z = y * jax.lax.rsqrt((y * y).mean(0) + experiment.EPSILON)
        logits = (w @ leaky(v @ z))[0]
        return (jnp.logaddexp(0, logits) - t * logits).mean()
    gradient = jax.jit(jax.grad(loss))
    if args.vectors == 1:
        return gradient, jax.jit(lambda w, d: jax.jvp(jax.grad(loss), (w,), (d,))[1]), weights, direction
    directions = [jnp.stack([d] * args.vectors) for d in direction]
    return gradient, jax.jit(lambda w, d: jax.vmap(jax.linearize(jax.grad(loss), w)[1])(d)), weights, directions


def check():
    gradient, product, weights, direction = problem(np.float64)
    step = 1e-9  # small enough that no leaky ReLU passes its kink
    ahead = gradient([w + step * d for w, d in zip(weights, direction)])
    behind = gradient([w - step * d for w, d in zip(weights, direction)])
    found = product(weights, direction)
    errors = [float(jnp.linalg.norm((a - b) / (2 * step) - h) / jnp.linalg.norm(h)) for a, b, h in zip(ahead, behind, found)]
    print(["%.1e" % e for e in errors])
    sys.exit(0 if max(errors) < 1e-3 else 1)


def peak(dtype):
    a = jnp.asarray(np.random.default_rng(0).standard_normal((harness.GEMM, harness.GEMM)), dtype)
    product = jax.jit(jnp.matmul)
    return harness.gflops(lambda: product(a, a).block_until_ready())


def main():
    if args.check:
        check()
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    gradient, product, weights, direction = problem(dtype)
    limit = peak(dtype)
    slopes = harness.measure(lambda: jax.block_until_ready(gradient(weights)), args.repeats, args.budget / 2)
    products = harness.measure(lambda: jax.block_until_ready(product(weights, direction)), args.repeats, args.budget / 2)
    products = [seconds / args.vectors for seconds in products]
    harness.report(limit, peer="jax " + jax.__version__, experiment="hessian", engine="forward", vectors=args.vectors, precision=args.precision,
                   threads=args.threads, gradient_seconds=round(statistics.median(slopes), 6),
                   **harness.rates(products, 2 * experiment.DENSE * experiment.BATCH, limit))


if __name__ == "__main__":
    main()
