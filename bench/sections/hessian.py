"""Hessian-vector products of the permutation network, double, against the peers."""
from sections.runner import figure, markdown, median, ratio

MAIN = "org.equisweep.network.HessianBenchmark"
SPECTRUM = "org.equisweep.stability.SpectrumBenchmark"
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
    rows = []
    for label, kind in ("Equisweep", ""), ("Equisweep, without the data span", "whole_"):
        slope = median(mine, kind + "gradient_seconds")
        for suffix, field in ("", "product_seconds"), (", 8 vectors at a point", "shared_product_seconds"):
            seconds = median(mine, kind + field)
            rows.append([label + suffix, milli(slope), milli(seconds), ratio(seconds, slope), "", ""])
    one, shared = median(mine, "product_seconds"), median(mine, "shared_product_seconds")
    whole = median(mine, "whole_product_seconds"), median(mine, "whole_shared_product_seconds")
    for name, lines in others.items():
        seconds, slope = median(lines, "best"), median(lines, "gradient_seconds")
        several = "8" in name
        rows.append([name, milli(slope), milli(seconds), ratio(seconds, slope), ratio(seconds, shared if several else one),
                     ratio(seconds, whole[several])])
    head = ["100→3200→64→32→1, 200 examples, double, one core", "gradient, ms", "product, ms", "product / gradient",
            "× ours", "× ours without the span"]
    return markdown(head, rows) + "\n\n" + spectrum(runner)


def spectrum(runner):
    found = runner.java(SPECTRUM, 200, 0)
    if not found:
        return ""
    one = found[0]
    kind = "converged" if one["converged"] else "not converged"
    return (f"The ten lowest eigenvalues on N𝓔 of this network, {one['normal']} dimensions of which the data reach {one['searched']}, at a random point of "
            f"𝓔 for 200 graphs: {one['seconds']:.0f} s and {one['products']} products, {kind} with residuals of at most "
            f"{one['largest_residual'] / one['norm']:.1e} of ‖H‖ = {one['norm']:.3g} (`SpectrumBenchmark 200 0`, one core).")


def milli(seconds):
    return figure(seconds and 1e3 * seconds)
