"""Golden numbers of the optimisers: PyTorch's own steps, in float64, along given gradients.

    python bench/reference/optimisers.py        # writes src/test/resources/reference/optimisers.json

Needs numpy and torch.
"""
import json
import pathlib

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
FILE = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/reference/optimisers.json"
STEPS, SIZE = 12, 7

CASES = {
    "sgd": (torch.optim.SGD, dict(lr=0.1)),
    "sgd, decay": (torch.optim.SGD, dict(lr=0.1, weight_decay=0.3)),
    "momentum": (torch.optim.SGD, dict(lr=0.05, momentum=0.9)),
    "momentum, decay": (torch.optim.SGD, dict(lr=0.05, momentum=0.7, weight_decay=0.2)),
    "nesterov": (torch.optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True)),
    "nesterov, decay": (torch.optim.SGD, dict(lr=0.05, momentum=0.7, nesterov=True, weight_decay=0.2)),
    "adam": (torch.optim.Adam, dict(lr=0.02)),
    "adam, decay": (torch.optim.Adam, dict(lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.2)),
}


def main():
    rng = np.random.default_rng(14126980)
    start = rng.normal(size=SIZE)
    # of very different sizes, some of them 0
    gradients = rng.normal(size=(STEPS, SIZE)) * np.array([1, 1e-9, 1e6, 0, 1e-3, 1, 1])
    gradients[:3, 5] = 0
    golden = dict(start=start.tolist(), gradients=gradients.tolist(), cases={})
    for name, (optimiser, options) in CASES.items():
        c = torch.from_numpy(start.copy()).requires_grad_()
        steps = optimiser([c], **options)
        points = []
        for gradient in gradients:
            c.grad = torch.from_numpy(gradient.copy())
            steps.step()
            points.append(c.detach().numpy().tolist())
        golden["cases"][name] = dict(
            rate=options["lr"], decay=options.get("weight_decay", 0), momentum=options.get("momentum"),
            nesterov=options.get("nesterov", False),
            betas=list(options.get("betas", (0.9, 0.999))) if optimiser is torch.optim.Adam else None,
            epsilon=options.get("eps", 1e-8), points=points)
    FILE.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
