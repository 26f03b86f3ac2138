"""Writes the golden NPY and NPZ files beside this script with NumPy (2.x; any recent version gives the same arrays).

Every array holds value(i) = 7 i - 30 (bool: i odd, unsigned: 7 i) over its row-major index i.
"""
import pathlib

import numpy as np
from numpy.lib import format as npy

here = pathlib.Path(__file__).parent
shape = (2, 3, 2)
count = int(np.prod(shape))
base = 7 * np.arange(count) - 30


def values(dtype):
    kind = np.dtype(dtype).kind
    flat = np.arange(count) % 2 == 1 if kind == "b" else 7 * np.arange(count) if kind == "u" else base
    return flat.astype(dtype).reshape(shape)


for dtype in ["<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8", "|b1"]:
    name = dtype.replace("<", "little_").replace(">", "big_").replace("|", "")
    np.save(here / f"{name}.npy", values(dtype))
np.save(here / "fortran.npy", np.asfortranarray(values("<f8")))
np.save(here / "scalar.npy", np.float64(-30))
np.save(here / "empty.npy", np.zeros((3, 0, 2)))
np.save(here / "vector.npy", base.astype("<f8"))
np.save(here / "object.npy", np.array([{}, None], dtype=object), allow_pickle=True)
np.save(here / "structured.npy", np.zeros(3, dtype=[("a", "<f8"), ("b", "<i4")]))
np.save(here / "complex.npy", np.zeros(3, dtype="<c16"))
np.save(here / "beyond.npy", np.array([2**53, 2**53 + 1], dtype="<i8"))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(here / f"version_{version[0]}.npy", "wb") as out:
        npy.write_array(out, values("<f8"), version=version)
np.savez(here / "stored.npz", b=values("<f8"), a=values(">i2"))
np.savez_compressed(here / "compressed.npz", b=values("<f8"), a=values(">i2"))
