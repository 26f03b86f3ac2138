"""Rotation experiment, JAX peer: SGD examples per second on the CPU, a jitted step with its weights donated.

    taskset -c 0 python rotations_jax.py --arm augmented --support cross --layout NHWC --merged

With --merged, a convolution and the pooling after it are one convolution of stride 2 by a 4 x 4 kernel. Several seeds go by
`vmap`. --check compares gradients with the plain network in double.
"""
import argparse
import statistics
import sys

import numpy as np

import harness
import rotations as experiment

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--arm", choices=["augmented", "equivariant"], default="augmented")
parser.add_argument("--support", choices=list(experiment.SUPPORTS), default="cross")
parser.add_argument("--layout", choices=["NHWC", "NCHW"], default="NHWC")
parser.add_argument("--merged", action="store_true")
parser.add_argument("--seeds", type=int, default=1)
parser.add_argument("--check", action="store_true")
parser.set_defaults(repeats=40)
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

jax.config.update("jax_enable_x64", args.precision == "double" or args.check)


def loss_function(dtype, layout, merged):
    basis = jnp.asarray(experiment.filters(args.arm, args.support), dtype)
    orbits = jnp.asarray(experiment.orbits(), dtype)
    spatial, window = ((1, 2), (1, 2, 2, 1)) if layout == "NHWC" else ((2, 3), (1, 1, 2, 2))

    def convolution(x, coordinates, pooled):
        kernel, stride, padding = jnp.einsum("oik,krc->oirc", coordinates, basis), (1, 1), "SAME"
        if pooled and merged:
            kernel, stride, padding = experiment.merged(jnp, kernel), (2, 2), [(1, 1), (1, 1)]
        x = jax.lax.conv_general_dilated(x, kernel, stride, padding, dimension_numbers=(layout, "OIHW", layout))
        if pooled and not merged:
            x = jax.lax.reduce_window(x, dtype(0), jax.lax.add, window, window, "VALID") / 4
        return x

    def loss(weights, x, y):
        for k in range(3):
            x = jnp.tanh(convolution(x, weights[k], k < 2))
            x = x - x.mean(spatial, keepdims=True)
            x = x * jax.lax.rsqrt((x * x).mean(spatial, keepdims=True) + experiment.EPSILON)
        dense = weights[3] @ orbits if args.arm == "equivariant" else weights[3]
        positions = experiment.LAST ** 2
        x = x.reshape(len(x), positions, -1) if layout == "NHWC" else x.reshape(len(x), -1, positions).transpose(0, 2, 1)
        return jnp.mean((jnp.einsum("bpc,ocp->bo", x, dense) - y) ** 2)
    return loss


def shaped(images, layout):
    return images[..., None] if layout == "NHWC" else images[:, :, None]


def gradients(dtype, layout, merged):
    weights = [jnp.asarray(w) for w in experiment.weights(args.arm, args.support, dtype)]
    images, targets = experiment.batches(dtype, 1)
    return jax.jit(jax.grad(loss_function(dtype, layout, merged)))(weights, shaped(images, layout)[0], targets[0])


def check(dtype):
    expected = gradients(np.float64, "NCHW", False)
    found = gradients(dtype, args.layout, args.merged)
    errors = [float(jnp.linalg.norm(a - b) / jnp.linalg.norm(b)) for a, b in zip(found, expected)]
    print(args.arm, args.support, args.layout, args.merged, ["%.1e" % e for e in errors])
    sys.exit(0 if max(errors) < (1e-4 if dtype == np.float32 else 1e-10) else 1)


def peak(dtype):
    a = jnp.asarray(np.random.default_rng(0).standard_normal((harness.GEMM, harness.GEMM)), dtype)
    product = jax.jit(jnp.matmul)
    return harness.gflops(lambda: product(a, a).block_until_ready())


def main():
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    if args.check:
        check(dtype)
    loss = loss_function(dtype, args.layout, args.merged)

    def update(weights, x, y):
        return [w - experiment.RATE * g for w, g in zip(weights, jax.grad(loss)(weights, x, y))]
    models = [experiment.weights(args.arm, args.support, dtype, seed) for seed in range(args.seeds)]
    over = jax.vmap(update, in_axes=(0, None, None)) if args.seeds > 1 else update
    state = [jnp.stack([m[i] for m in models]) if args.seeds > 1 else jnp.asarray(models[0][i]) for i in range(4)]
    images, targets = experiment.batches(dtype)
    images, targets = jnp.asarray(shaped(images, args.layout)), jnp.asarray(targets)
    jitted, holder = jax.jit(over, donate_argnums=0), dict(weights=state, n=0)

    def step():
        n = holder["n"] = (holder["n"] + 1) % len(images)
        holder["weights"] = jax.block_until_ready(jitted(holder["weights"], images[n], targets[n]))
    limit = peak(dtype)
    seconds = [s / args.seeds for s in harness.measure(step, args.repeats, args.budget, warm_ups=3)]
    taps = len(experiment.filters(args.arm, args.support))
    harness.report(limit, peer="jax " + jax.__version__, experiment="rotations", arm=args.arm, support=args.support,
                   layout=args.layout, merged=args.merged, precision=args.precision, seeds=args.seeds, threads=args.threads,
                   examples_per_second=round(experiment.BATCH / statistics.median(seconds)),
                   **harness.rates(seconds, experiment.multiply_adds(taps) * experiment.BATCH, limit))


if __name__ == "__main__":
    main()
