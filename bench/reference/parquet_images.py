"""Small Parquet files as pandas, pyarrow and Hugging Face's datasets write them, and what they hold.

    python bench/reference/parquet_images.py    # writes src/test/resources/reference/parquet/

Needs numpy, pandas, pyarrow and Pillow.
"""
import io
import pathlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

HOME = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/reference/parquet"
HOME.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(11)
grey = rng.integers(0, 256, (6, 4, 5), dtype=np.uint8)
colour = rng.integers(0, 256, (6, 4, 5, 3), dtype=np.uint8)
labels = np.array([3, 0, 9, 9, 1, 2])


def png(image):
    out = io.BytesIO()
    Image.fromarray(image).save(out, "png")
    return out.getvalue()


def images(arrays):
    """The type of Hugging Face's Image feature."""
    return pa.array([{"bytes": png(a), "path": f"{i}.png"} for i, a in enumerate(arrays)],
                    pa.struct([("bytes", pa.binary()), ("path", pa.string())]))


np.savez(HOME / "content.npz", grey=grey, colour=colour.transpose(0, 3, 1, 2).copy(), labels=labels)
pq.write_table(pa.table({"image": images(grey), "label": labels}), HOME / "hugging_face.parquet")
pq.write_table(pa.table({"image": images(colour), "label": labels}), HOME / "colour.parquet", compression="zstd")
pd.DataFrame({"image": [g.tobytes() for g in grey], "label": labels.astype("u1")}).to_parquet(HOME / "bytes.parquet")
pd.DataFrame({"image": [g.reshape(-1) for g in grey], "label": labels.astype("f8")}).to_parquet(HOME / "flat.parquet")
pd.DataFrame({"image": [(g / 255).tolist() for g in grey], "label": [[float(l)] for l in labels], "text": ["a"] * 6}).to_parquet(HOME / "nested.parquet")
ragged = [[1.0, 2.0], [3.0]] + [[1.0, 2.0]] * 4
holes = [[1.0, None]] + [[1.0, 2.0]] * 5
pd.DataFrame({"image": ragged, "holes": holes, "none": [None] + [1.0] * 5, "label": labels}).to_parquet(HOME / "ragged.parquet")
