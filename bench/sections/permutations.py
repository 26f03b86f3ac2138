"""The three arms of the permutation experiment against the peers, lanes, double, two cores."""
from sections.runner import figure, markdown, median, ratio

ARMS = {"equivariant": 100, "augmented": 2, "nominal": 25}  # epochs of a timed stretch
ROUNDS = 2
MAIN = "org.equisweep.TrialBenchmark"
BEST_TORCH = {"equivariant": ("pooled-onednn", 1), "augmented": ("onednn", 5), "nominal": ("onednn", 1)}
PLAIN_TORCH = {"equivariant": "pooled", "augmented": "eager", "nominal": "eager"}
BEST_JAX = {"equivariant": "pooled", "augmented": "manual", "nominal": "manual"}
SHORT = ["--repeats", 5, "--budget", 3]


def table(runner):
    rounds = {arm: dict(ours=[], torch=[], jax=[], plain=[]) for arm in ARMS}
    for turn in range(ROUNDS):
        for arm, epochs in ARMS.items():
            measured = rounds[arm]
            measured["ours"] += ours(runner, arm, "float", 1, epochs)
            engine, merge = BEST_TORCH[arm]
            measured["torch"] += torch(runner, arm, engine, "--merge", merge)
            measured["jax"] += peer(runner, "permutations_jax", arm, BEST_JAX[arm])
            if turn == 0:
                measured["plain"] += torch(runner, arm, PLAIN_TORCH[arm])
    authors = released(runner)
    parts = [arms(rounds, authors), double(runner), lanes(runner), cores(runner)]
    return "\n\n".join(part for part in parts if part)


def data(runner):
    return ["--data", runner.data] if runner.data else []


def ours(runner, arm, precision, seeds, epochs, cores="0"):
    lines = runner.java(MAIN, arm, precision, seeds, epochs, *([runner.data] if runner.data else []), cores=cores)
    return [dict(line, seconds=line["seconds_per_seed"]) for line in lines]


def peer(runner, script, arm, engine, *options):
    return runner.peer(script, "--arm", arm, "--engine", engine, *data(runner), *SHORT, *options)


def torch(runner, arm, engine, *options):
    return peer(runner, "permutations_torch", arm, engine, *options)


def released(runner):
    if not runner.authors:
        return {}
    lines = runner.peer("permutations_authors", "--source", runner.authors, *data(runner), "--repeats", 2, needs="torch")
    return lines[-1] if lines else {}


def arms(rounds, authors):
    rows = []
    kinds = ("ours", "torch", "jax", "plain")
    sums = dict.fromkeys(kinds, 0.0)
    for arm, measured in rounds.items():
        seconds = {kind: median(measured[kind]) for kind in kinds}
        sums = {kind: None if sums[kind] is None or seconds[kind] is None else sums[kind] + seconds[kind] for kind in kinds}
        fraction = median(measured["ours"], "fraction")
        rows.append(row(arm, seconds, authors.get(arm), fraction and f"{100 * fraction:.0f} %"))
    total = sum(authors[arm] for arm in rounds) if all(arm in authors for arm in rounds) else None
    rows.append(row("three arms", sums, total, ""))
    head = ["seconds an epoch and seed, float", "Equisweep", "of the gemm peak*", "PyTorch, best", "JAX, best",
            "PyTorch, plain", "authors", "× PyTorch", "× JAX", "× plain", "× authors"]
    return markdown(head, rows) + ("\n\n\\* counted in the operations of the plain form (equivariant: of the factored one): what "
                                   "an exact reduction leaves out counts as done, so it may pass 100 %. Best PyTorch is "
                                   "written by hand on oneDNN, plain is eager autograd on MKL.")


def row(arm, seconds, authors, fraction):
    mine = seconds["ours"]
    return [arm, figure(mine), fraction or "–", *(figure(seconds[k]) for k in ("torch", "jax", "plain")), figure(authors),
            *(ratio(seconds[k], mine) for k in ("torch", "jax", "plain")), ratio(authors, mine)]


def double(runner):
    """Double between two runs in float."""
    seconds = {"float": [], "double": []}
    peers = []
    for precision, lines in seconds.items():
        lines += ours(runner, "augmented", precision, 1, 1)
    peers += peer(runner, "permutations_jax", "augmented", "manual", "--precision", "double")
    seconds["float"] += ours(runner, "augmented", "float", 1, 1)
    single, twice, other = median(seconds["float"]), median(seconds["double"]), median(peers)
    if not single or not twice:
        return ""
    return (f"Double, augmented arm: {figure(twice)} s, {100 * single / twice:.0f} % of float's speed"
            f" ({figure(other)} s by JAX, {ratio(other, twice)}).")


def lanes(runner):
    """Eight seeds side by side between two runs of one alone; the peers' by vmap."""
    one = ours(runner, "augmented", "float", 1, 2)
    eight = ours(runner, "augmented", "float", 8, 1)
    one += ours(runner, "augmented", "float", 1, 2)
    vmapped = peer(runner, "permutations_jax", "augmented", "autodiff", "--seeds", 8, "--over", "vmap")
    single, side, other = median(one), median(eight), median(vmapped)
    if not single or not side:
        return ""
    return (f"Eight seeds as lanes, augmented arm: {figure(side)} s an epoch and seed, {single / side:.2f} × the speed of one"
            f" alone ({figure(other)} s by JAX's vmap).")


def cores(runner):
    """A process on each of two cores between two runs of one alone."""
    arguments = ["augmented", "float", 1, 2, *([runner.data] if runner.data else [])]
    both = []
    alone = ours(runner, "augmented", "float", 1, 2)
    for process in [runner.start_java(MAIN, *arguments, cores=core) for core in ("0", "1")]:
        both += [dict(line, seconds=line["seconds_per_seed"]) for line in runner.keep(process.communicate()[0])]
    alone += ours(runner, "augmented", "float", 1, 2)
    one, two = median(alone), median(both)
    if not one or not two:
        return ""
    return f"Two tasks on two cores, augmented arm: {2 * one / two:.2f} × one."
