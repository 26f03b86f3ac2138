"""Permutation experiment, the authors' released code as it stands, on the CPU: seconds per epoch of each arm.

    git clone https://github.com/usinedepain/eq_aug_dyn
    taskset -c 0 python permutations_authors.py --source eq_aug_dyn [--data FOLDER]

Copies their checkout, mends only what stops it from running on a CPU (a stray letter in the first line, merge-conflict
markers, the device's name, the import of torchvision), and runs train_permutation.py with timers around its functions.
With --data, its graphs are those of adjacency.npy and connected.npy there; else those of their checkout (stoch_block/).
"""
import argparse
import os
import re
import runpy
import shutil
import statistics
import sys
import tempfile
import time

import harness

ARMS = dict(restrictedSGD_epoch="equivariant", augmentedSGD_epoch="augmented", cluster_epoch="epoch")
CONFLICT = re.compile(r"<<<<<<< [^\n]*\n.*?=======\n(.*?)>>>>>>> [^\n]*\n", re.S)
TORCHVISION = {"__init__": "", "transforms": "", "datasets": "class MNIST: pass\n"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--source", required=True, help="their checkout")
parser.add_argument("--data", default="", help="folder with adjacency.npy and connected.npy")
args = harness.arguments(parser)
harness.fix_threads(args.threads)


class Enough(Exception):
    """Enough epochs have been timed."""


def change(file, edit):
    with open(file) as source:
        text = source.read()
    with open(file, "w") as target:
        target.write(edit(text))


def prepare(folder):
    """A copy of their checkout that runs, in `folder`."""
    shutil.copytree(args.source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git", "simpshape"))
    change(os.path.join(folder, "train_permutation.py"), lambda s: re.sub(r"^sfrom", "from", s).replace("'cuda'", "'cpu'"))
    change(os.path.join(folder, "datasets.py"), lambda s: CONFLICT.sub(lambda m: m[1], s))
    os.makedirs(os.path.join(folder, "torchvision"))
    for name, text in TORCHVISION.items():
        with open(os.path.join(folder, "torchvision", name + ".py"), "w") as file:
            file.write(text)
    if args.data:
        unpack(os.path.join(folder, "stoch_block"))


def unpack(folder):
    """The graphs as their data set reads them: a file for each."""
    import numpy as np
    os.makedirs(folder, exist_ok=True)
    graphs, labels = (np.load(os.path.join(args.data, f + ".npy")) for f in ("adjacency", "connected"))
    for i, (graph, label) in enumerate(zip(graphs, labels.reshape(-1))):
        np.save(os.path.join(folder, f"graphmat{i}.npy"), graph.reshape(10, 10).astype(float))
        np.save(os.path.join(folder, f"graphlabel{i}.npy"), float(label))


def timed(function, arm, times):
    def wrapper(*arguments, **keywords):
        start = time.perf_counter()
        result = function(*arguments, **keywords)
        name = "nominal" if arm == "augmented" and arguments[4] == 1 else arm
        times.setdefault(name, []).append(time.perf_counter() - start)
        if name == "epoch" and len(times[name]) > args.repeats:
            raise Enough
        return result
    return wrapper


def main():
    folder = tempfile.mkdtemp(prefix="authors-")
    prepare(folder)
    import torch

    import torch_gemm
    torch.set_num_threads(args.threads)
    peak = torch_gemm.peak(torch.float32)
    os.chdir(folder)
    sys.path.insert(0, folder)
    import opt_utils
    times = {}
    for function, arm in ARMS.items():
        setattr(opt_utils, function, timed(getattr(opt_utils, function), arm, times))
    sys.argv = ["train_permutation.py", "25", "1"]
    try:
        runpy.run_path("train_permutation.py", run_name="__main__")
    except Enough:
        pass
    shutil.rmtree(folder)
    medians = {arm: round(statistics.median(seconds[1:]), 4) for arm, seconds in times.items()}
    harness.report(peak, peer="authors", torch=torch.__version__, experiment="permutations", threads=args.threads,
                   repeats=args.repeats, **medians)


if __name__ == "__main__":
    main()
