"""Bookkeeping peer: milliseconds per trivial trial of Optuna on SQLite, one process.

A trial samples one seed, evaluates a function that costs nothing and is stored, as a sweep of trivial trials is.

    python bench/peers/optuna_overhead.py --trials 1000

Needs optuna.
"""
import argparse
import json
import os
import tempfile
import time

import optuna


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=1000)
    args = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        study = optuna.create_study(storage="sqlite:///" + os.path.join(folder, "study.db"),
                                    sampler=optuna.samplers.RandomSampler(seed=0))
        start = time.perf_counter()
        study.optimize(lambda trial: float(trial.suggest_int("seed", 0, 1 << 30)), n_trials=args.trials)
        seconds = time.perf_counter() - start
    print(json.dumps(dict(peer="optuna " + optuna.__version__, storage="sqlite", trials=args.trials,
                          milliseconds_per_trial=round(1e3 * seconds / args.trials, 3))))


if __name__ == "__main__":
    main()
