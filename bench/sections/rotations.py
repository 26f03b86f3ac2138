"""Training of the rotation experiment's network against the peers: examples a second."""
from sections.runner import figure, markdown, median, ratio

MAIN = "org.equisweep.network.RotationBenchmark"
ARMS = {"cross": ("augmented", "cross"), "equivariant": ("equivariant", "cross"), "skew": ("augmented", "skew"),
        "full": ("augmented", "full")}
STEPS, BATCH = 60, 100
SHORT = ["--repeats", 20, "--budget", 2]
PEERS = {
    "PyTorch": ("rotations_torch", "--engine", "eager"),
    "JAX": ("rotations_jax", "--layout", "NHWC"),
    "PyTorch, pooling merged": ("rotations_torch", "--engine", "eager", "--merged"),
}
# half a minute each, so for the first row alone
COMPILED = {
    "PyTorch": ("rotations_torch", "--engine", "compile"),
    "PyTorch, pooling merged": ("rotations_torch", "--engine", "compile_last", "--merged"),
}


def table(runner):
    rows = [row(runner, arm, "float") for arm in ARMS] + [row(runner, "cross", "double")]
    head = ["examples/s, one core", "Equisweep", "of the gemm peak", *PEERS, *("× " + name for name in PEERS)]
    note = ("The fastest step of each. The peers run the plain network, PyTorch eagerly or, in the first row, by torch.compile,"
            " whichever is faster; in the last one the pooling is merged into its convolution by hand, as ours does by itself.")
    return "\n\n".join([markdown(head, rows), note, *layers(runner), *lanes(runner)])


def row(runner, arm, precision):
    """The peers between runs of ours."""
    mine, others = [], {name: [] for name in PEERS}
    flow, support = ARMS[arm]
    common = ["--arm", flow, "--support", support, "--precision", precision, *SHORT]
    for peers in [PEERS, COMPILED] if (arm, precision) == ("cross", "float") else [PEERS]:
        mine += runner.java(MAIN, arm, precision, 1, STEPS)
        for name, (script, *options) in peers.items():
            others[name] += runner.peer(script, *common, *options)
    mine += runner.java(MAIN, arm, precision, 1, STEPS)
    rate = median(mine, "examples_per_second")
    speeds = {name: speed(lines) for name, lines in others.items()}
    share = [line["gflops"] / line["gemm_peak_gflops"] for line in mine]
    return [f"{arm}, {precision}", figure(rate, 4), f"{100 * max(share):.0f} %" if share else "–",
            *(figure(s, 4) for s in speeds.values()), *(ratio(rate, s) for s in speeds.values())]


def speed(lines):
    return max((BATCH / line["best"] for line in lines), default=None)


def lanes(runner):
    """Four seeds side by side against one alone, in turn."""
    one, four = [], []
    for _ in range(2):
        one += runner.java(MAIN, "cross", "float", 1, STEPS)
        four += runner.java(MAIN, "cross", "float", 4, STEPS // 2)
    single, side = median(one, "examples_per_second"), median(four, "examples_per_second")
    return [f"Four seeds as lanes, cross: {side / single:.2f} × the rate of one alone."] if single and side else []


def layers(runner):
    """Where a step of the first arm and of the full kernels goes."""
    head = ["step of a batch", "form", "forward, µs an example", "backward, µs", "GFLOP/s", "of the gemm peak", "share"]
    tables = []
    for arm in ("cross", "full"):
        lines = runner.java(MAIN, arm, "float", 1, STEPS)
        if lines:
            rows = step_rows(max(lines, key=lambda line: line["examples_per_second"]))
            tables.append(f"By layer, {arm}, tiles of {lines[0]['tile']} examples:")
            tables.append(markdown(head, rows))
    return tables


def step_rows(line):
    total = sum(step["forward_us"] + step["backward_us"] for step in line["steps"])
    kinds = {"PointwiseStep": "tanh, all", "LayerNormStep": "layer norm, all"}
    merged = {}
    for step in line["steps"]:
        name = f"layer {step['layer']}" if step["layer"] else kinds.get(step["step"], step["step"])
        row = merged.setdefault(name, dict(form=step["form"], flops=0, forward_us=0, backward_us=0))
        row["flops"] += 2 * step["multiply_adds"]
        row["forward_us"] += step["forward_us"]
        row["backward_us"] += step["backward_us"]
    rows = []
    for name, row in merged.items():
        spent = row["forward_us"] + row["backward_us"]
        gflops = row["flops"] / spent / 1000
        reached = [figure(gflops, 3), f"{100 * gflops / line['gemm_peak_gflops']:.0f} %"] if row["flops"] else ["", ""]
        rows.append([name, row["form"].replace("_", " "), figure(row["forward_us"], 3), figure(row["backward_us"], 3), *reached,
                     f"{100 * spent / total:.0f} %"])
    # steps by themselves find their data in the cache more often than in turn
    whole = 1e6 / line["examples_per_second"]
    rows.append(["a whole step", "", "", figure(whole, 3) + " in all", *whole_rate(line), ""])
    return rows


def whole_rate(line):
    return [figure(line["gflops"], 3), f"{100 * line['gflops'] / line['gemm_peak_gflops']:.0f} %"]
