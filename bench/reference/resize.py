"""Golden numbers of image resizing: bytes by Pillow, numbers that are no bytes by PyTorch.

Pillow's BILINEAR is what torchvision's Resize makes of an image; torch's antialiased bilinear interpolation is what it
makes of a float tensor.

    python bench/reference/resize.py            # writes src/test/resources/reference/resize/resize.npz

Needs numpy, torch and Pillow.
"""
import pathlib

import numpy as np
import torch
from PIL import Image

HOME = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/reference/resize"
SIZES = [((28, 28), (14, 14)), ((28, 28), (7, 7)), ((9, 13), (4, 5)), ((6, 5), (11, 8)), ((14, 14), (14, 9)), ((3, 3), (1, 1))]

rng = np.random.default_rng(7)
arrays = {}
for case, (size, target) in enumerate(SIZES):
    images = rng.integers(0, 256, (5, *size), dtype=np.uint8)
    images[0] = 255 * (images[0] > 127)
    arrays[f"images_{case}"] = images
    arrays[f"bytes_{case}"] = np.stack([np.asarray(Image.fromarray(i).resize(target[::-1], Image.BILINEAR)) for i in images])
    numbers = torch.tensor(images, dtype=torch.float64)[:, None] / 255
    arrays[f"numbers_{case}"] = torch.nn.functional.interpolate(
        numbers, size=target, mode="bilinear", antialias=True, align_corners=False)[:, 0].numpy()
HOME.mkdir(parents=True, exist_ok=True)
np.savez(HOME / "resize.npz", **arrays)
