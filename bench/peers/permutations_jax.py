"""Permutation experiment, JAX peer: seconds per full-batch gradient-descent epoch and seed on the CPU.

    taskset -c 0 python permutations_jax.py --arm augmented --layout last

An epoch is one jitted call, its weights donated: a scan over batches (and passes) that adds up the gradients. Engines:
`autodiff` and `manual` (backward by hand) on dense weights; of the equivariant arm `pooled`, on features computed once.
Layouts of the dense arms: examples first or last in every activation. Several seeds by `vmap`, or one after the other by
`map`. `--check` compares the gradient with autodiff of the plain network in double.
"""
import argparse
import sys

import numpy as np

import harness
import permutations as experiment
from permutations import BATCH, CHANNELS, EPSILON, NODES, PASSES, POOLED, POSITIONS, RATE, SLOPE

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--arm", choices=["nominal", "augmented", "equivariant"], default="augmented")
parser.add_argument("--engine", choices=["autodiff", "manual", "pooled"], default="autodiff")
parser.add_argument("--layout", choices=["first", "last"], default="last")
parser.add_argument("--over", choices=["vmap", "map"], default="map")
parser.add_argument("--seeds", type=int, default=1)
parser.add_argument("--merge", type=int, default=1, help="batches computed side by side, each with its own permutation")
parser.add_argument("--data", default="", help="folder with adjacency.npy and connected.npy; graphs are generated without it")
parser.add_argument("--check", action="store_true")
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

jax.config.update("jax_enable_x64", args.precision == "double" or args.check)
jax.config.update("jax_default_matmul_precision", "highest")


def leaky(x):
    return jnp.maximum(x, SLOPE * x)


def leaky_backward(d, value):
    return jnp.where(value > 0, d, SLOPE * d)


def normalised(a, axis):
    centred = a - a.mean(axis, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(axis, keepdims=True) + EPSILON)


def cross_entropy(logits, t):
    return (jnp.logaddexp(0, logits) - t * logits).sum()


def loss_first(weights, x, t):
    """Activations (examples, values); x (examples, 100)."""
    first, second, v, w = weights
    y = leaky(x @ first.T) @ second.T
    return cross_entropy((leaky(normalised(leaky(y), 1) @ v.T) @ w.T)[:, 0], t)


def loss_last(weights, x, t):
    """Activations (values, examples)."""
    first, second, v, w = weights
    y = second @ leaky(first @ x.T)
    return cross_entropy((w @ leaky(v @ normalised(leaky(y), 0)))[0], t)


def loss_pooled(coefficients, features, t):
    a, b, v, w = coefficients
    h = leaky(a @ features).reshape(-1, POSITIONS) @ experiment.invariant_functionals().T.astype(a.dtype)
    pooled = h.reshape(CHANNELS, len(t), 2).transpose(0, 2, 1).reshape(-1, len(t))
    return cross_entropy((w @ leaky(v @ normalised(leaky(b @ pooled), 0)))[0], t)


def gradient_manual(weights, x, t):
    """By hand; activations (values, examples)."""
    first, second, v, w = weights
    h = leaky(first @ x.T)
    a = leaky(second @ h)
    centred = a - a.mean(0)
    inverse = jax.lax.rsqrt((centred * centred).mean(0) + EPSILON)
    z = centred * inverse
    hidden = leaky(v @ z)
    outer = jax.nn.sigmoid(w @ hidden) - t
    d_hidden = leaky_backward(w.T @ outer, hidden)
    d_z = v.T @ d_hidden
    d_y = leaky_backward(inverse * (d_z - d_z.mean(0) - z * (d_z * z).mean(0)), a)
    d_h = leaky_backward(second.T @ d_y, h)
    return [d_h @ x, (h @ d_y.T).T, d_hidden @ z.T, outer @ hidden.T]


def gradient_function(engine, layout):
    if engine == "manual":
        return gradient_manual
    if engine == "pooled":
        return jax.grad(loss_pooled)
    return jax.grad(loss_first if layout == "first" else loss_last)


def summed(gradient, weights, pieces):
    """Sum of the gradient over stacked pieces of data."""
    def step(total, piece):
        return jax.tree.map(jnp.add, total, list(gradient(weights, *piece))), None
    return jax.lax.scan(step, [jnp.zeros_like(w) for w in weights], pieces)[0]


def permuted(batch, key):
    p = jax.random.permutation(key, NODES)
    return batch[:, (p[:, None] * NODES + p[None, :]).reshape(-1)]


def augmented(gradient, weights, key, batches, labels, merge):
    """Sum over the passes; every batch of a pass draws its permutation."""
    def one(total, key):
        x = jax.vmap(permuted)(batches, jax.random.split(key, len(batches)))
        pieces = x.reshape(-1, merge * BATCH, POSITIONS), labels.reshape(-1, merge * BATCH)
        return jax.tree.map(jnp.add, total, summed(gradient, weights, pieces)), None
    start = [jnp.zeros_like(w) for w in weights]
    return jax.lax.scan(one, start, jax.random.split(key, PASSES))[0]


def total_gradient(dtype, arm, engine, layout, merge):
    """(weights, key) to the gradient of the whole risk."""
    x, t = experiment.graphs(args.data, dtype)
    gradient, rows = gradient_function(engine, layout), merge * BATCH
    labels = jnp.asarray(t.reshape(-1, rows))
    if arm == "augmented":
        batches = jnp.asarray(x.reshape(-1, BATCH, POSITIONS))
        scale = 1 / (len(x) * PASSES)
        return lambda w, key: [g * scale for g in augmented(gradient, w, key, batches, labels, merge)]
    if engine == "pooled":
        pieces = jnp.stack([jnp.asarray(experiment.features(p)) for p in x.reshape(-1, rows, POSITIONS)])
    else:
        pieces = jnp.asarray(x.reshape(-1, rows, POSITIONS))
    return lambda w, key: [g / len(x) for g in summed(gradient, w, (pieces, labels))]


def models(dtype, engine, seeds):
    starts = [experiment.coefficients(seed, dtype) for seed in range(seeds)]
    if engine != "pooled":
        starts = [experiment.weights(start) for start in starts]
    return [jnp.stack([jnp.asarray(start[i]) for start in starts]) for i in range(4)]


def check():
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    engine = "pooled" if args.engine == "pooled" else "autodiff"
    plain = total_gradient(np.float64, args.arm, engine, "first", 1)
    other = total_gradient(dtype, args.arm, args.engine, args.layout, args.merge)
    key = jax.random.key(1)
    expected = jax.jit(plain)([w[0] for w in models(np.float64, engine, 1)], key)
    found = jax.jit(other)([w[0] for w in models(dtype, engine, 1)], key)
    errors = [float(jnp.linalg.norm(a - b) / jnp.linalg.norm(b)) for a, b in zip(found, expected)]
    print(args.arm, args.engine, args.layout, "relative errors", ["%.1e" % e for e in errors])
    sys.exit(0 if max(errors) < (1e-4 if args.precision == "float" else 1e-10) else 1)


def peak(dtype):
    a = jnp.asarray(np.random.default_rng(0).standard_normal((harness.GEMM, harness.GEMM)), dtype)
    product = jax.jit(jnp.matmul)
    return harness.gflops(lambda: product(a, a).block_until_ready())


def main():
    if (args.engine == "pooled") != (args.arm == "equivariant"):
        sys.exit(f"no engine {args.engine} for {args.arm}")
    if args.check:
        check()
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    gradient = total_gradient(dtype, args.arm, args.engine, args.layout, args.merge)

    def step(w, key):
        return [p - RATE * g for p, g in zip(w, gradient(w, key))]
    weights = models(dtype, args.engine, args.seeds)
    if args.seeds == 1:
        weights, over = [w[0] for w in weights], lambda w, keys: step(w, keys[0])
    elif args.over == "vmap":
        over = jax.vmap(step)
    else:
        over = lambda w, keys: jax.lax.map(lambda pair: step(*pair), (w, keys))  # noqa: E731
    epoch = jax.jit(over, donate_argnums=0)
    state = dict(weights=weights, keys=jax.random.split(jax.random.key(0), args.seeds))

    def run():
        state["weights"] = jax.block_until_ready(epoch(state["weights"], state["keys"]))
    limit = peak(dtype)
    seconds = [s / args.seeds for s in harness.measure(run, args.repeats, args.budget)]
    limit = max(limit, peak(dtype))
    passes = PASSES if args.arm == "augmented" else 1
    counted = experiment.FACTORED if args.engine == "pooled" else experiment.DENSE
    harness.report(limit, peer="jax " + jax.__version__, experiment="permutations", arm=args.arm, engine=args.engine,
                   layout=args.layout, over=args.over, precision=args.precision, seeds=args.seeds, threads=args.threads,
                   merge=args.merge, **harness.rates(seconds, counted * 1000 * passes, limit))


if __name__ == "__main__":
    main()
