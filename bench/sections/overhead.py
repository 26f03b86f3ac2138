"""What everything but training costs: trials that take no time, on two cores, in a heap of 1 GiB."""
from sections.runner import figure, markdown, median

MAIN = "org.equisweep.spark.OverheadBenchmark"
HEAP = ("-Xmx1g",)
# trials, seeds of a cell, lanes of a cohort, recorded states
CASES = {"cohorts of 10": (100_000, 10, 10, 2), "cohorts of 1": (100_000, 1, 1, 2)}


def table(runner):
    rows = []
    for name, case in CASES.items():
        for line in runner.java(MAIN, *case, cores="", options=HEAP):
            count = f"{case[0]:,}".replace(",", " ")
            rows.append([f"{count}, {name}", figure(line["milliseconds_per_trial"]),
                         figure(line["train_seconds"]), figure(line["statistics_seconds"]), figure(line["report_seconds"]),
                         figure(line["resume_seconds"]), f"{line['heap_mebibytes']:.0f} of {line['heap_limit']:.0f}",
                         line["files"]])
    optuna = runner.peer("optuna_overhead", "--trials", 1000, needs="optuna")
    head = ["trials that take no time", "ms a trial in all", "run and publish, s", "statistics, s", "report, s",
            "resume when finished, s", "heap, MiB", "files published"]
    peer = f"\n\nOptuna on SQLite beside it: {figure(median(optuna, 'milliseconds_per_trial'))} ms a trial." if optuna else ""
    return markdown(head, rows) + peer
