"""Cost against growth: examples, channels, degree of the symmetric group, lanes, trials of a sweep."""
import math

from sections.runner import figure, markdown

MAIN = "org.equisweep.ScaleBenchmark"
GROWTH = {
    "examples": [200, 400, 800, 1600],
    "channels": [8, 16, 32, 64, 128],
    "degree": [5, 8, 12, 16, 20],
    "lanes": [1, 4, 8, 16, 32],
    "trials": [1_000, 10_000, 100_000],
}
ARMS = ["equivariant", "augmented"]


def table(runner):
    parts = []
    for variable, values in GROWTH.items():
        arms = ["plan"] if variable == "trials" else ARMS
        columns = {arm: runner.java(MAIN, variable, arm, *values) for arm in arms}
        parts.append(plan(columns["plan"]) if variable == "trials" else growth(variable, values, columns))
    return "\n\n".join(parts)


def growth(variable, values, columns):
    rows = []
    for i, value in enumerate(values):
        row = [value]
        for arm in ARMS:
            lines = columns[arm]
            line = lines[i] if i < len(lines) else None
            row += [milli(line), exponent(lines, i, variable), memory(line)]
        rows.append(row)
    head = [variable, *(f"{arm}, {what}" for arm in ARMS
                        for what in ("ms an epoch and seed", "power", "MiB, planned / taken"))]
    return markdown(head, rows)


def milli(line):
    return figure(1e3 * line["seconds"]) if line else "–"


def memory(line):
    return f"{line['planned_mebibytes']:.2f} / {line['taken_mebibytes']:.2f}" if line else "–"


def exponent(lines, i, variable):
    """p of seconds ~ value^p between this value and the one before."""
    if i == 0 or i >= len(lines) or min(lines[i]["seconds"], lines[i - 1]["seconds"]) <= 0:
        return ""
    rise = math.log(lines[i]["seconds"] / lines[i - 1]["seconds"])
    return f"{rise / math.log(lines[i][variable] / lines[i - 1][variable]):.1f}"


def plan(lines):
    rows = [[f"{line['trials']:,}".replace(",", " "), figure(line["load_seconds"]), figure(line["cohorts_seconds"]),
             figure(line["heap_mebibytes"])] for line in lines]
    return markdown(["trials of a sweep", "load and expand, s", "list its cohorts, s", "heap kept, MiB"], rows)
