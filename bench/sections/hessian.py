"""Hessian-vector products of the permutation network, double, against the peers."""
from sections.runner import figure, markdown, median, ratio

MAIN = "org.equisweep.network.HessianBenchmark"
ROUNDS = 2
PEERS = {
    "PyTorch, jvp of grad": ("hessian_torch", "--engine", "forward"),
    "PyTorch, twice backward": ("hessian_torch", "--engine", "reverse"),
    "JAX, jvp of grad": ("hessian_jax",),
    "JAX, 8 vectors at a point": ("hessian_jax", "--vectors", 8),
}
SHORT = ["--precision", "double", "--repeats", 20, "--budget", 4]


def table(runner):
    mine, others = [], {name: [] for name in PEERS}
    for _ in range(ROUNDS):
        mine += runner.java(MAIN, 200, 20)
        for name, (script, *options) in PEERS.items():
            others[name] += runner.peer(script, *SHORT, *options)
    one, shared = median(mine, "product_seconds"), median(mine, "shared_product_seconds")
    gradient = median(mine, "gradient_seconds")
    rows = [["Equisweep", milli(gradient), milli(one), ratio(one, gradient), ""],
            ["Equisweep, 8 vectors at a point", milli(gradient), milli(shared), ratio(shared, gradient), ""]]
    for name, lines in others.items():
        seconds, slope = median(lines, "best"), median(lines, "gradient_seconds")
        rows.append([name, milli(slope), milli(seconds), ratio(seconds, slope), ratio(seconds, shared if "8" in name else one)])
    head = ["100→3200→64→32→1, 200 examples, double, one core", "gradient, ms", "product, ms", "product / gradient",
            "product / ours"]
    return markdown(head, rows)


def milli(seconds):
    return figure(seconds and 1e3 * seconds)
