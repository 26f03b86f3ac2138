"""JMH: nanoseconds an element of the kernels, ours against the Vector API's functions, and whole steps."""
import json

from sections.runner import figure, markdown, ratio

RESULT = "target/bench/jmh.json"
LIBRARY = {"tanh", "sigmoid"}
STEP_MULTIPLY_ADDS = 200 * (2 * 100 * 3200 + 3 * (3200 * 64 + 64 * 32 + 32))
GEMM_MULTIPLY_ADDS = 3200 * 100 * 200


def table(runner):
    # not pinned: the JIT's threads would take the benchmark's core
    runner.java("org.openjdk.jmh.Main", "-rf", "json", "-rff", RESULT, "-foe", "false", "-wi", "4", "-i", "3", cores="", options=())
    scores = {}
    with open(RESULT) as file:
        for result in json.load(file):
            name = ".".join(result["benchmark"].split(".")[-2:])
            scores[name, result.get("params", {}).get("precision", "")] = result["primaryMetric"]["score"]
    names = [name for name, precision in scores if name.startswith("Kernel") and precision == "FLOAT"]
    rows = []
    for name in names:
        short = name.split(".")[1]
        row = [f"`{short}`"]
        for precision in ("Float", "Double"):
            own = scores.get((name, precision.upper()))
            library = scores.get(("LibraryBenchmark." + short + precision, "")) if short in LIBRARY else None
            row += [figure(own), figure(library), ratio(own, library)]
        rows.append(row)
    head = ["ns an element", "float", "library", "ours / library", "double", "library", "ours / library"]
    return markdown(head, rows) + "\n\n" + steps(scores)


def steps(scores):
    rows = []
    for precision in ("FLOAT", "DOUBLE"):
        gemm, dense, equivariant = (scores.get(("StepsBenchmark." + n, precision)) for n in ("gemm", "denseStep", "equivariantStep"))
        rows.append([precision.lower(), milli(dense), rate(STEP_MULTIPLY_ADDS, dense), rate(GEMM_MULTIPLY_ADDS, gemm),
                     milli(equivariant)])
    head = ["step of 200 examples", "dense, ms", "GFLOP/s of its plain form", "gemm 3200×100×200, GFLOP/s", "equivariant, ms"]
    return markdown(head, rows)


def milli(microseconds):
    return figure(microseconds and 1e-3 * microseconds)


def rate(multiply_adds, microseconds):
    return f"{2e-3 * multiply_adds / microseconds:.0f}" if microseconds else "–"
