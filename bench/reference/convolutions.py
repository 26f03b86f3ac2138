"""Independent float64 replay of the main experiment in small: cross, skew and non-unitary arms, whole-orbit and
sequential batches, from a common weights file.

Convolutions are torch.nn.functional.conv2d, gradients autograd's, Pi_G the mean over the four quarter turns of the
kernels themselves, E the eigenvalue-1 space of Pi_TL Pi_G Pi_TL on the nine taps.  A non-unitary parametrisation
A = L c moves A by -eta L L^T grad.  The strided case measures in Hom(V, W): there every layer is written out as a dense
matrix, by convolving unit images.

    python bench/reference/convolutions.py            # writes src/test/resources/reference/<case>/
    python bench/reference/convolutions.py --check    # recomputes and compares with what is there

Needs numpy and torch.
"""
import argparse
import json

import numpy as np
import torch
import torch.nn.functional as F

from replay import HOME, act, cyclic_on_grids, differences

CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], float)
SKEW = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 0]], float)
FULL = np.ones((3, 3))
GROUP = cyclic_on_grids()


class Network:
    """stages: ('conv', channels, stride) | ('pool',) | ('tanh',) | ('layer_norm',); then a dense head onto scalars."""

    def __init__(self, side, stages, classes):
        self.side, self.stages, self.classes = side, stages, classes
        self.shapes, self.sides, channels, at = [], [], 1, side
        for stage in stages:
            if stage[0] == "conv":
                self.shapes.append((stage[1], channels, 3, 3))
                self.sides.append((at, (at - 1) // stage[2] + 1, stage[2]))
                channels, at = stage[1], self.sides[-1][1]
            elif stage[0] == "pool":
                at //= 2
        self.shapes.append((classes, channels, 1, at * at))
        self.head_side = at

    def logits(self, weights, x):
        x, i = x.reshape(len(x), 1, self.side, self.side), 0
        for stage in self.stages:
            if stage[0] == "conv":
                x, i = F.conv2d(x, weights[i], stride=stage[2], padding=1), i + 1
            elif stage[0] == "pool":
                x = F.avg_pool2d(x, 2)
            elif stage[0] == "tanh":
                x = torch.tanh(x)
            else:
                x = F.layer_norm(x, x.shape[2:], eps=1e-5)
        return x.reshape(len(x), -1) @ weights[-1].reshape(self.classes, -1).T

    def losses(self, weights, x, y):
        return ((self.logits(weights, x) - y) ** 2).mean(1)


class KernelGeometry:
    """Kernels as they are: the group turns them, each tap is a unit vector."""

    def __init__(self, support):
        taps = np.stack([np.rot90(np.arange(9).reshape(3, 3), j).reshape(-1) for j in range(4)])
        turn = sum(np.eye(9)[t] for t in taps) / 4
        t = np.diag(support.reshape(-1))
        values, vectors = np.linalg.eigh(t @ turn @ t)
        basis = vectors[:, values > 1 - 1e-9]
        self.t, self.e = torch.from_numpy(t), torch.from_numpy(basis @ basis.T)

    def admissible(self, a):
        return (a.reshape(*a.shape[:2], 9) @ self.t).reshape(a.shape)

    def equivariant(self, a):
        return (a.reshape(*a.shape[:2], 9) @ self.e).reshape(a.shape)

    def gradient(self, g):
        """The projection of a gradient by taps on the admissible layers."""
        return self.admissible(g)

    tangent = equivariant

    def squared(self, a):
        return float((a ** 2).sum())


class HomGeometry:
    """Kernels as matrices of Hom(V, W) with its product; here of full support."""

    def __init__(self, side, out, stride):
        images = torch.eye(side * side).reshape(-1, 1, side, side)
        taps = torch.stack([F.conv2d(images, torch.eye(9)[t].reshape(1, 1, 3, 3), stride=stride, padding=1)
                            .reshape(side * side, -1).T.reshape(-1) for t in range(9)], 1)     # (n_out n_in, 9)
        self.counts = (taps ** 2).sum(0)
        q = taps / torch.sqrt(self.counts)
        moved = [torch.from_numpy((g(f"{out}x{out}")[:, None] * side * side + g(f"{side}x{side}")[None, :]).reshape(-1))
                 for g in GROUP]
        mean = torch.zeros_like(q)
        for image in moved:
            mean[image] += q / 4
        values, vectors = torch.linalg.eigh(q.T @ mean)
        basis = vectors[:, values > 1 - 1e-9]
        root = torch.sqrt(self.counts)
        # of kernels: to coordinates in q, project, and back
        self.e = torch.diag(root) @ basis @ basis.T @ torch.diag(1 / root)
        # E is orthonormal in taps
        inside, _ = torch.linalg.qr((basis.T @ torch.diag(1 / root)).T)
        self.by_taps = inside @ inside.T

    def admissible(self, a):
        return a

    def equivariant(self, a):
        return (a.reshape(*a.shape[:2], 9) @ self.e).reshape(a.shape)

    def gradient(self, g):
        return (g.reshape(*g.shape[:2], 9) / self.counts).reshape(g.shape)

    tangent = equivariant

    def squared(self, a):
        return float((a.reshape(*a.shape[:2], 9) ** 2 * self.counts).sum())

    def descent(self, g):
        return (g.reshape(*g.shape[:2], 9) @ self.by_taps).reshape(g.shape)


class HeadGeometry:
    def __init__(self, side):
        mean = sum(np.eye(side * side)[np.rot90(np.arange(side * side).reshape(side, side), j).reshape(-1)]
                   for j in range(4)) / 4
        self.e = torch.from_numpy(mean)

    def admissible(self, a):
        return a

    gradient = admissible

    def equivariant(self, a):
        return a @ self.e

    tangent = equivariant

    def squared(self, a):
        return float((a ** 2).sum())


class Run:
    def __init__(self, case, phases):
        self.case, self.phases = case, phases

    def each(self, name, layers):
        return [getattr(g, name)(a) for g, a in zip(self.case["geometry"], layers)]

    def norm(self, layers):
        return sum(self.by_layer(layers, square=True)) ** 0.5

    def by_layer(self, layers, square=False):
        squares = [g.squared(a) for g, a in zip(self.case["geometry"], layers)]
        return squares if square else [s ** 0.5 for s in squares]

    def gradient(self, weights, x, y):
        """Loss, and its gradient by entries of the kernels."""
        leaves = [a.detach().clone().requires_grad_() for a in weights]
        loss = self.case["network"].losses(leaves, x, y).mean()
        return float(loss.detach()), list(torch.autograd.grad(loss, leaves))

    def projected(self, phase, gradient):
        """In the product of H, on T_L; on T_E in an equivariant phase."""
        inside = self.each("gradient", gradient)
        return self.each("tangent", inside) if phase["flow"] == "equivariant" else inside

    def step(self, phase, gradient):
        """What is subtracted, before the learning rate: E E^T, or L L^T, of the gradient."""
        if phase["flow"] == "equivariant":
            return [g.descent(a) if isinstance(g, HomGeometry) else g.tangent(a)
                    for g, a in zip(self.case["geometry"], gradient)]
        if "basis" not in phase:
            return self.each("admissible", gradient)
        b = torch.from_numpy(phase["basis"].reshape(len(phase["basis"]), 9))
        return [(a.reshape(*a.shape[:2], 9) @ b.T @ b).reshape(a.shape) if a.shape[2:] == (3, 3) else a for a in gradient]

    def batches(self, phase):
        x, y, batch = self.case["inputs"], self.case["targets"], self.case["batch"]
        if phase["flow"] == "augmented":
            v = f"{self.case['network'].side}x{self.case['network'].side}"
            x = torch.stack([act(x, g(v), 1) for g in GROUP], 1).reshape(-1, x.shape[1])
            y = y.repeat_interleave(4, 0)
            batch = batch * 4 if phase["orbit"] == "exact" else batch
        return [(x[s:s + batch], y[s:s + batch]) for s in range(0, len(x), batch)]

    def full(self, weights, augmented):
        v = f"{self.case['network'].side}x{self.case['network'].side}"
        parts = [self.gradient(weights, act(self.case["inputs"], g(v), 1), self.case["targets"])
                 for g in (GROUP if augmented else GROUP[:1])]
        return (sum(p[0] for p in parts) / len(parts),
                [sum(p[1][i] for p in parts) / len(parts) for i in range(len(weights))])

    def row(self, phase, weights, start, epoch, step):
        network, v = self.case["network"], f"{self.case['network'].side}x{self.case['network'].side}"
        gradient = self.projected(phase, self.full(weights, phase["flow"] == "augmented")[1])
        tangent = self.each("tangent", gradient)
        off = [a - b for a, b in zip(weights, self.each("equivariant", weights))]
        travelled = [a - b for a, b in zip(weights, start)]
        probe = self.case["inputs"][:self.case["probe"]]
        plain = network.logits(weights, probe)
        errors = torch.stack([(network.logits(weights, act(probe, g(v), 1)) - plain).norm(dim=1) for g in GROUP])
        right = network.logits(weights, self.case["inputs"]).argmax(1) == self.case["targets"].argmax(1)
        return dict(epoch=epoch, step=step, train_accuracy=None if not self.case["accuracy"] else float(right.double().mean()),
                    nominal_risk=self.full(weights, False)[0], augmented_risk=self.full(weights, True)[0],
                    gradient_norm=self.norm(gradient), gradient_norm_tangent=self.norm(tangent),
                    gradient_norm_normal=self.norm([a - b for a, b in zip(gradient, tangent)]),
                    distance_to_equivariant=self.norm(off), distance_travelled=self.norm(travelled),
                    distance_to_equivariant_by_layer=self.by_layer(off),
                    distance_travelled_by_layer=self.by_layer(travelled),
                    equivariance_error_mean=float(errors.mean()), equivariance_error_max=float(errors.max()))

    def run(self):
        weights, rows, step, epoch, start = [a.clone() for a in self.case["weights"]], [], 0, 0, None
        for phase in self.phases:
            if phase["flow"] == "equivariant":
                weights = self.each("equivariant", weights)
            start = start or [a.clone() for a in weights]
            rows.append(self.row(phase, weights, start, epoch, step))
            for _ in range(phase["epochs"]):
                batches = self.batches(phase)
                for i, (x, y) in enumerate(batches):
                    loss, gradient = self.gradient(weights, x, y)
                    rows[-1].update(batch_loss=loss, batch_gradient_norm=self.norm(self.projected(phase, gradient)))
                    weights = [a - phase["learning_rate"] * g for a, g in zip(weights, self.step(phase, gradient))]
                    step, epoch = step + 1, epoch + (i == len(batches) - 1)
                    rows.append(self.row(phase, weights, start, epoch, step))
            rows[-1].update(batch_loss=None, batch_gradient_norm=None)
        return rows


def case(name, network, supports, seed, batch):
    rng = np.random.default_rng(seed)
    images = np.round(rng.normal(size=(18, network.side, network.side)), 3)
    labels = rng.integers(0, network.classes, len(images))
    masks = [s.reshape(1, 1, 3, 3) for s in supports] + [1.0]
    weights = [(rng.normal(size=s) * 0.5 / np.sqrt(s[1])).astype(np.float32).astype(np.float64) * m
               for s, m in zip(network.shapes, masks)]
    geometry = [KernelGeometry(s) if stride == 1 else HomGeometry(side, out, stride)
                for s, (side, out, stride) in zip(supports, network.sides)] + [HeadGeometry(network.head_side)]
    return dict(name=name, network=network, geometry=geometry, batch=batch, probe=5, rng=rng, accuracy=network.classes > 1,
                images=images, labels=np.eye(network.classes)[labels],
                inputs=torch.from_numpy(images.reshape(len(images), -1)),
                targets=torch.from_numpy(np.eye(network.classes)[labels]), weights=[torch.from_numpy(w) for w in weights])


def rotations(name, support, seed):
    stages = [("conv", 3, 1), ("pool",), ("tanh",), ("layer_norm",), ("conv", 4, 1), ("pool",), ("tanh",), ("layer_norm",),
              ("conv", 4, 1), ("tanh",), ("layer_norm",)]
    made = case(name, Network(12, stages, 3), [support] * 3, seed, 6)
    basis = made["rng"].normal(size=(5, 5))
    basis = (basis / np.linalg.norm(basis, axis=1, keepdims=True))
    kernels = np.zeros((5, 9))
    kernels[:, support.reshape(-1) > 0] = basis
    made["basis"] = kernels.reshape(5, 3, 3)
    symmetric = dict(flow="equivariant", epochs=2, learning_rate=0.1)
    whole = dict(flow="augmented", orbit="exact", epochs=3, learning_rate=0.05)
    sequential = dict(flow="augmented", orbit="expanded", epochs=2, learning_rate=0.05)
    made["strategies"] = {
        "whole_orbits": [symmetric, whole],
        "sequential": [symmetric, sequential],
        "nominal": [dict(flow="nominal", epochs=3, learning_rate=0.05)],
        "non_unitary_whole_orbits": [symmetric, dict(whole, basis=made["basis"])],
        "non_unitary_sequential": [symmetric, dict(sequential, basis=made["basis"])],
    }
    return made


def strided():
    """Stride 2 on an even side: quarter turns do not permute the taps, so that Hom(V, W) measures."""
    made = case("strided", Network(8, [("conv", 3, 2), ("tanh",), ("conv", 2, 1), ("tanh",)], 2), [FULL, FULL], 5, 6)
    made["strategies"] = {
        "whole_orbits": [dict(flow="equivariant", epochs=2, learning_rate=0.1),
                         dict(flow="augmented", orbit="exact", epochs=3, learning_rate=0.05)],
        "nominal": [dict(flow="nominal", epochs=3, learning_rate=0.05)],
    }
    return made


def write(made, rows):
    folder = HOME / made["name"]
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "inputs.npy", made["images"])
    np.save(folder / "targets.npy", made["labels"])
    if "basis" in made:
        np.save(folder / "taps.npy", made["basis"])
    np.savez_compressed(folder / "weights.npz", **{f"layer_{i + 1}": w.numpy() for i, w in enumerate(made["weights"])})
    (folder / "golden.json").write_text(json.dumps(rows, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    for made in (rotations("cross", CROSS, 11), rotations("skew", SKEW, 12), strided()):
        rows = {name: Run(made, phases).run() for name, phases in made["strategies"].items()}
        if check:
            known = json.loads((HOME / made["name"] / "golden.json").read_text())
            print(made["name"], "largest relative difference", max(differences(known, rows)))
        else:
            write(made, rows)
        for name, run in rows.items():
            last = run[-1]
            print(f"{made['name']:8} {name:26} steps {last['step']:3}  risk {last['nominal_risk']:.6f} "
                  f"distance {last['distance_to_equivariant']:.3e}  travelled {last['distance_travelled']:.3e}")


if __name__ == "__main__":
    main()
