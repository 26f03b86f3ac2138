"""The examples and admissible spaces of the sweeps beside this folder: a few numbers each.

    python jobs/stability/data/make.py        # NumPy; writes beside itself

nodes-n: two inputs, 1 + v and 1, with v summing to 0: what breaks the symmetry of n points. Their
targets lie on both sides of 0.6, a little (weak) or far (strong): by an equivariant network both
inputs are told apart not at all, so at its minimum the output is 0.6 on both.

linear: the network A2 A1 from two points to two, with e+ = (1, 1)/sqrt 2 and e- = (1, -1)/sqrt 2.
Admissible are A1 = s e- e-^T + r e- e+^T and A2 = e- e-^T + q e+ e-^T, of which s alone is equivariant.
Inputs 2 e+ and e-, targets t+ and t- times the input: the signal t+ finds no equivariant way.
"""

import pathlib

import numpy as np

HOME = pathlib.Path(__file__).resolve().parent
PLUS = np.array([1.0, 1.0]) / np.sqrt(2)
MINUS = np.array([1.0, -1.0]) / np.sqrt(2)


def save(name, rows):
    np.save(HOME / f"{name}.npy", np.array(rows))


def main():
    for v in ([0.8, -0.8], [1.0, 0.5, -0.3, -1.2]):
        save(f"nodes-{len(v)}", [np.ones(len(v)) + v, np.ones(len(v))])
    for name, below in (("weak", 0.3), ("strong", 1.0)):
        save(f"targets-{name}", [[0.6 - below], [0.6 + below]])
    for signal in np.linspace(0.2, 1.2, 6):
        save(f"targets-{signal:.1f}", [[0.6 - signal], [0.6 + signal]])
    save("linear", [2 * PLUS, MINUS])
    for name, plus, minus in (("weak", 0.4, 2.5), ("strong", 1.5, 0.5)):
        save(f"linear-{name}", [2 * plus * PLUS, minus * MINUS])
    outer = lambda u, v: np.outer(u, v)[None, None]
    np.savez(
        HOME / "linear-space.npz",
        basis_1=np.stack([outer(MINUS, MINUS), outer(MINUS, PLUS)]),
        basis_2=np.stack([outer(PLUS, MINUS)]),
        offset_2=outer(MINUS, MINUS),
    )


if __name__ == "__main__":
    main()
