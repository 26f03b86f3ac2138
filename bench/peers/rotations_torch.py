"""Rotation experiment, PyTorch peer: SGD examples per second on the CPU.

    taskset -c 0 python rotations_torch.py --arm augmented --support cross --engine channels_last --merged

Engines: `eager`, `channels_last`, `compile`, `compile_last`. With --merged, a convolution and the pooling after it are one
convolution of stride 2 by a 4 x 4 kernel, as they are equal. --check compares gradients with eager in double.
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
parser.add_argument("--engine", choices=["eager", "channels_last", "compile", "compile_last"], default="eager")
parser.add_argument("--merged", action="store_true")
parser.add_argument("--check", action="store_true")
parser.set_defaults(repeats=40)
args = harness.arguments(parser)
harness.fix_threads(args.threads)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

import torch_gemm  # noqa: E402

torch.set_num_threads(args.threads)


def loss_function(dtype, engine, merged):
    basis = torch.from_numpy(experiment.filters(args.arm, args.support).astype(dtype))
    orbits = torch.from_numpy(experiment.orbits().astype(dtype))
    layout = layout_of(engine)

    def convolution(x, coordinates, pooled):
        kernel = torch.einsum("oik,krc->oirc", coordinates, basis)
        if pooled and merged:
            kernel = sum(F.pad(kernel, (c, 1 - c, r, 1 - r)) for r in (0, 1) for c in (0, 1)) / 4
            return F.conv2d(x, kernel.contiguous(memory_format=layout), padding=1, stride=2)
        x = F.conv2d(x, kernel.contiguous(memory_format=layout), padding=1)
        return F.avg_pool2d(x, 2) if pooled else x

    def loss(weights, x, y):
        for k in range(3):
            x = torch.tanh(convolution(x, weights[k], k < 2))
            x = F.layer_norm(x, x.shape[-2:], eps=experiment.EPSILON)
        dense = weights[3] @ orbits if args.arm == "equivariant" else weights[3]
        return F.mse_loss(x.flatten(1) @ dense.reshape(experiment.CLASSES, -1).T, y)
    return torch.compile(loss) if engine.startswith("compile") else loss


def layout_of(engine):
    return torch.channels_last if engine.endswith("last") else torch.contiguous_format


def gradients(dtype, engine, merged):
    """Gradients of the first batch."""
    weights = [torch.from_numpy(w).requires_grad_() for w in experiment.weights(args.arm, args.support, dtype)]
    x, y = (torch.from_numpy(a[0]) for a in experiment.batches(dtype, 1))
    loss = loss_function(dtype, engine, merged)
    return torch.autograd.grad(loss(weights, x[:, None].contiguous(memory_format=layout_of(engine)), y), weights)


def check(dtype):
    expected = gradients(np.float64, "eager", False)
    errors = [float((a.double() - b).norm() / b.norm()) for a, b in zip(gradients(dtype, args.engine, args.merged), expected)]
    print(args.arm, args.support, args.engine, args.merged, ["%.1e" % e for e in errors])
    sys.exit(0 if max(errors) < (1e-4 if dtype == np.float32 else 1e-10) else 1)


def main():
    dtype = dict(float=np.float32, double=np.float64)[args.precision]
    if args.check:
        check(dtype)
    peak = torch_gemm.peak(torch.from_numpy(np.zeros(1, dtype)).dtype)
    weights = [torch.from_numpy(w).requires_grad_() for w in experiment.weights(args.arm, args.support, dtype)]
    images, targets = (torch.from_numpy(a) for a in experiment.batches(dtype))
    images = [x[:, None].contiguous(memory_format=layout_of(args.engine)) for x in images]
    loss, count = loss_function(dtype, args.engine, args.merged), [0]

    def step():
        n = count[0] = (count[0] + 1) % len(images)
        change = torch.autograd.grad(loss(weights, images[n], targets[n]), weights)
        with torch.no_grad():
            torch._foreach_add_(weights, change, alpha=-experiment.RATE)
    seconds = harness.measure(step, args.repeats, args.budget, warm_ups=5)
    taps = len(experiment.filters(args.arm, args.support))
    harness.report(peak, peer="torch " + torch.__version__, experiment="rotations", arm=args.arm, support=args.support,
                   engine=args.engine, merged=args.merged, precision=args.precision, threads=args.threads,
                   examples_per_second=round(experiment.BATCH / statistics.median(seconds)),
                   **harness.rates(seconds, experiment.multiply_adds(taps) * experiment.BATCH, peak))


if __name__ == "__main__":
    main()
