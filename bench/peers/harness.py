"""What every peer script shares: threads fixed before a library is loaded, timing, one JSON line with the gemm peak.

A script takes `arguments(parser)`, calls `fix_threads(args.threads)` before it imports PyTorch or JAX, times its step with
`measure` and ends with `report`, which adds the gemm peak measured before and after.
"""
import json
import os
import platform
import statistics
import time

GEMM = 2048


def arguments(parser):
    """Adds the options every script has, and parses."""
    parser.add_argument("--threads", type=int, default=1, help="pin the process as well: taskset -c 0")
    parser.add_argument("--precision", choices=["float", "double"], default="float")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--budget", type=float, default=12, help="seconds after which no further repeat starts")
    return parser.parse_args()


def fix_threads(threads):
    """Threads of OpenMP, MKL, OpenBLAS and XLA; must run before these are loaded."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = str(threads)
    if threads == 1:
        one = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
        os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " " + one


def measure(step, repeats, budget, warm_ups=2):
    """Seconds of each call of `step`, which returns when its work is done."""
    for _ in range(warm_ups):
        step()
    seconds, end = [], time.perf_counter() + budget
    while len(seconds) < repeats and (len(seconds) < 2 or time.perf_counter() < end):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    return seconds


def gflops(product, repeats=9):
    """GFLOP/s of `product`, a GEMM x GEMM x GEMM matrix product; the fastest of several."""
    return 2e-9 * GEMM ** 3 / min(measure(product, repeats, 5))


def report(peak, **fields):
    """One JSON line."""
    print(json.dumps(dict(fields, gemm_peak=round(peak, 1), python=platform.python_version())), flush=True)


def rates(seconds, multiply_adds, peak):
    """Median and best seconds, with the arithmetic they stand for."""
    median = statistics.median(seconds)
    rate = 2e-9 * multiply_adds / median
    return dict(seconds=round(median, 6), best=round(min(seconds), 6), repeats=len(seconds),
                gflops=round(rate, 1), fraction_of_peak=round(rate / peak, 3))
