"""Independent float64 replay of small sweeps: the golden numbers of the reference tests.

Everything is done the slow, obvious way: gradients by PyTorch's autograd, Pi_G as the average over all group
elements, projections as dense matrices on Hom(V, W), E as the eigenvalue-1 space of Pi_TL Pi_G Pi_TL.  Nothing is
shared with the engine but the definitions.

    python bench/reference/replay.py            # writes src/test/resources/reference/<case>/
    python bench/reference/replay.py --check    # recomputes and compares with what is there

Needs numpy and torch.
"""
import argparse
import json
import pathlib
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HOME = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/reference"


# ---- groups: lists of elements in the documented order, each a function space -> permutation image ----

def cyclic_on_nodes(degree):
    def image(j, space):
        p = (np.arange(degree) + j) % degree
        return {"scalar": np.array([0]), "nodes": p, "edges": (p[:, None] * degree + p[None, :]).reshape(-1)}[space]
    return [lambda space, j=j: image(j, space) for j in range(degree)]


def cyclic_on_grids():
    """Counterclockwise quarter turns, as numpy.rot90 turns an array: (rho x)[image[i]] = x[i]."""
    def image(j, space):
        if space == "scalar":
            return np.array([0])
        side = int(space.split("x")[0])
        turned = np.rot90(np.arange(side * side).reshape(side, side), j).reshape(-1)     # turned[new] = old
        image = np.empty(side * side, int)
        image[turned] = np.arange(side * side)
        return image
    return [lambda space, j=j: image(j, space) for j in range(4)]


def act(x, image, channels):
    """rho(g) on features (N, channels * positions)."""
    x = x.reshape(len(x), channels, -1)
    out = torch.empty_like(x)
    out[:, :, torch.from_numpy(image)] = x
    return out.reshape(len(x), -1)


def dimension(space):
    if space == "scalar":
        return 1
    if "x" in space:
        side = int(space.split("x")[0])
        return side * side
    return {"nodes": 10, "edges": 100}[space]


# ---- the network ----

class Network:
    """stages: ('linear', space, channels, mask or None) | ('leaky_relu', s) | ('tanh',) | ('layer_norm', over) | ('average_pool', n)."""

    def __init__(self, space, channels, stages, loss):
        self.input, self.stages, self.loss_kind = (space, channels), stages, loss
        self.linear = []                                    # (c_out, c_in, space_out, space_in, mask)
        at, c = space, channels
        for stage in stages:
            if stage[0] == "linear":
                self.linear.append((stage[2], c, stage[1], at, stage[3]))
                at, c = stage[1], stage[2]
            elif stage[0] == "average_pool":
                side = int(at.split("x")[0]) // stage[1]
                at = f"{side}x{side}"
        self.output = (at, c)

    def logits(self, weights, x):
        space, c = self.input
        x = x.reshape(len(x), c, -1)
        i = 0
        for stage in self.stages:
            if stage[0] == "linear":
                x = torch.einsum("oipq,niq->nop", weights[i], x)
                i += 1
            elif stage[0] == "leaky_relu":
                x = torch.where(x > 0, x, stage[1] * x)
            elif stage[0] == "tanh":
                x = torch.tanh(x)
            elif stage[0] == "layer_norm":
                d = 1 if stage[1] == "channels" else 2
                x = (x - x.mean(d, keepdim=True)) / torch.sqrt(x.var(d, unbiased=False, keepdim=True) + 1e-5)
            elif stage[0] == "average_pool":
                side = int(round(x.shape[2] ** 0.5))
                x = F.avg_pool2d(x.reshape(len(x), x.shape[1], side, side), stage[1]).reshape(len(x), x.shape[1], -1)
        return x

    def losses(self, weights, x, y):
        """l per example, an average over output entries (softmax: sum over classes, average over positions)."""
        return self.losses_of(self.logits(weights, x), y)

    def losses_of(self, z, y):
        y = y.reshape(z.shape)
        if self.loss_kind == "binary_cross_entropy":
            return F.binary_cross_entropy_with_logits(z, y, reduction="none").mean((1, 2))
        if self.loss_kind == "softmax_cross_entropy":
            return -(y * F.log_softmax(z, 1)).sum(1).mean(1)
        return ((z - y) ** 2).mean((1, 2))

    def accuracy(self, weights, x, y):
        z = self.logits(weights, x)
        y = y.reshape(z.shape)
        if z.shape[1] == 1:
            return ((z > 0) == (y > 0.5)).double().mean().item() if self.loss_kind == "binary_cross_entropy" else None
        return (z.argmax(1) == y.argmax(1)).double().mean().item()


# ---- geometry: per layer on Hom(V, W), as functions of (c_out, c_in, p * q) arrays ----

def average(w, v, group):
    """Pi_G: the mean over all group elements of rho_W(g) A rho_V(g)^-1; entry (a, b) goes to (g a, g b)."""
    q = dimension(v)
    moved = [torch.from_numpy((g(w)[:, None] * q + g(v)[None, :]).reshape(-1)) for g in group]

    def project(a):
        total = torch.zeros_like(a)
        for image in moved:
            total[:, :, image] += a
        return total / len(moved)
    return project


class Geometry:
    def __init__(self, network, group):
        self.admissible, self.equivariant = [], []
        for _, _, w, v, mask in network.linear:
            invariant = average(w, v, group)
            if mask is None:                                      # T_L = H, so T_E = H_G
                self.admissible.append(lambda a: a)
                self.equivariant.append(invariant)
                continue
            t = torch.diag(torch.from_numpy(mask.reshape(-1)))
            g = invariant(torch.eye(len(t)).unsqueeze(0)).squeeze(0)
            values, vectors = torch.linalg.eigh(t @ g @ t)
            basis = vectors[:, values > 1 - 1e-8]
            self.admissible.append(lambda a, t=t: a @ t)
            self.equivariant.append(lambda a, e=basis @ basis.T: a @ e)

    @staticmethod
    def apply(projections, layers):
        return [p(a.reshape(a.shape[0], a.shape[1], -1)).reshape(a.shape) for p, a in zip(projections, layers)]


def norm(layers):
    return float(torch.sqrt(sum((a ** 2).sum() for a in layers)))


# ---- flows ----

class Flow:
    def __init__(self, case, strategy):
        self.case, self.strategy = case, strategy
        self.x, self.y = case["inputs"], case["targets"]
        self.space = case["geometry"].equivariant if strategy["flow"] == "equivariant" else case["geometry"].admissible

    def batches(self):
        """One epoch of (inputs, targets) batches in sequential order."""
        batch, group = self.case["batch"], self.case["group"]
        network = self.case["network"]
        if self.strategy["flow"] != "augmented":
            for s in range(0, len(self.x), batch):
                yield self.x[s:s + batch], self.y[s:s + batch]
            return
        (v, c_v), (w, c_w) = network.input, network.output
        # example-major: the orbit of example 0 in the order of the elements, then of example 1 ...
        xs = torch.stack([act(self.x, g(v), c_v) for g in group], 1).reshape(-1, self.x.shape[1])
        ys = torch.stack([act(self.y, g(w), c_w) for g in group], 1).reshape(-1, self.y.shape[1])
        rows = batch * len(group) if self.strategy["orbit"] == "exact" else batch
        for s in range(0, len(xs), rows):
            yield xs[s:s + rows], ys[s:s + rows]

    def gradient(self, weights, x, y):
        """The loss of the flow, and the projected gradient of the loss with the penalty."""
        leaves = [a.detach().clone().requires_grad_() for a in weights]
        losses = self.averaged_losses if self.strategy["flow"] == "averaged" else self.case["network"].losses
        loss = losses(leaves, x, y).mean()
        gradient = Geometry.apply(self.space, torch.autograd.grad(loss, leaves))
        normal = [a - b for a, b in zip(weights, Geometry.apply(self.case["geometry"].equivariant, weights))]
        return float(loss.detach()), [g + self.strategy["penalty"] * a for g, a in zip(gradient, normal)]

    def averaged_losses(self, weights, x, y):
        """Of the mean of rho_L(g)^-1 Phi(rho_0(g) x) over the group; here the output is invariant."""
        network, group = self.case["network"], self.case["group"]
        (v, c_v), (w, _) = network.input, network.output
        assert w == "scalar"
        z = sum(network.logits(weights, act(x, g(v), c_v)) for g in group) / len(group)
        return network.losses_of(z, y)

    def full(self, weights, augmented):
        group, network = self.case["group"], self.case["network"]
        if not augmented:
            return self.gradient(weights, self.x, self.y)
        (v, c_v), (w, c_w) = network.input, network.output
        parts = [self.gradient(weights, act(self.x, g(v), c_v), act(self.y, g(w), c_w)) for g in group]
        return (sum(p[0] for p in parts) / len(group),
                [sum(p[1][i] for p in parts) / len(group) for i in range(len(weights))])

    def row(self, weights, start, epoch, step):
        case, network, geometry = self.case, self.case["network"], self.case["geometry"]
        _, gradient = self.full(weights, self.strategy["flow"] == "augmented")
        tangent = Geometry.apply(geometry.equivariant, gradient)
        off = [a - b for a, b in zip(weights, Geometry.apply(geometry.equivariant, weights))]
        travelled = [a - b for a, b in zip(weights, start)]
        (v, c_v), (w, c_w) = network.input, network.output
        probe = self.x[:case["probe"]]
        plain = network.logits(weights, probe).reshape(len(probe), -1)
        errors = torch.stack([(network.logits(weights, act(probe, g(v), c_v)).reshape(len(probe), -1)
                               - act(plain, g(w), c_w)).norm(dim=1) for g in case["group"]])
        return dict(epoch=epoch, step=step, train_accuracy=network.accuracy(weights, self.x, self.y),
                    nominal_risk=float(network.losses(weights, self.x, self.y).mean()),
                    augmented_risk=self.full(weights, True)[0] if self.strategy["flow"] != "averaged"
                    else float(sum(network.losses(weights, act(self.x, g(v), c_v), act(self.y, g(w), c_w)).mean()
                                   for g in case["group"]) / len(case["group"])),
                    gradient_norm=norm(gradient), gradient_norm_tangent=norm(tangent),
                    gradient_norm_normal=norm([a - b for a, b in zip(gradient, tangent)]),
                    distance_to_equivariant=norm(off), distance_travelled=norm(travelled),
                    distance_to_equivariant_by_layer=[norm([a]) for a in off],
                    distance_travelled_by_layer=[norm([a]) for a in travelled],
                    equivariance_error_mean=float(errors.mean()), equivariance_error_max=float(errors.max()))

    def run(self):
        geometry = self.case["geometry"]
        weights = [a.clone() for a in self.case["weights"]]
        if self.strategy["flow"] == "equivariant":
            weights = Geometry.apply(geometry.equivariant, weights)
        start, rows, step = [a.clone() for a in weights], [], 0
        weights = [a.clone() for a in weights]
        optimiser = self.strategy["optimiser"](weights, lr=self.strategy["learning_rate"],
                                               weight_decay=self.strategy["weight_decay"])
        rows.append(self.row(weights, start, 0, 0))
        for epoch in range(self.strategy["epochs"]):
            batches = list(self.batches())
            if self.strategy["update"] == "every_epoch":
                total = sum(len(x) for x, _ in batches)
                parts = [(len(x) / total, self.gradient(weights, x, y)) for x, y in batches]
                loss = sum(share * part[0] for share, part in parts)
                gradient = [sum(share * part[1][i] for share, part in parts) for i in range(len(weights))]
                updates = [lambda weights, loss=loss, gradient=gradient: (loss, gradient)]
            else:
                updates = [lambda weights, x=x, y=y: self.gradient(weights, x, y) for x, y in batches]
            for update in updates:
                loss, gradient = update(weights)
                rows[-1].update(batch_loss=loss, batch_gradient_norm=norm(gradient))
                for a, g in zip(weights, gradient):
                    a.grad = g
                optimiser.step()
                step += 1
                rows.append(self.row(weights, start, epoch + (update is updates[-1]), step))
        rows[-1].update(batch_loss=None, batch_gradient_norm=None)
        return rows


# ---- cases ----

def permutations_case():
    rng = np.random.default_rng(20230313)
    n, examples = 10, 40
    block = np.arange(n) < n // 2
    probability = np.where(block[:, None] == block[None, :], 0.5, 0.05)
    upper = np.triu(rng.random((examples, n, n)) < probability, 1)
    adjacency = (upper | upper.transpose(0, 2, 1)).astype(np.float64)
    for graph in adjacency:
        order = rng.permutation(n)
        graph[:] = graph[order][:, order]
    reach = np.linalg.matrix_power(np.eye(n) + adjacency, n) > 0
    connected = reach.all((1, 2)).astype(np.float64)
    network = Network("edges", 1, [("linear", "edges", 2, None), ("leaky_relu", 0.01), ("linear", "scalar", 5, None),
                                   ("leaky_relu", 0.01), ("layer_norm", "channels"), ("linear", "scalar", 3, None),
                                   ("leaky_relu", 0.01), ("linear", "scalar", 1, None)], "binary_cross_entropy")
    scale = [0.1, 0.1, 0.6, 0.8]
    return dict(name="permutations", network=network, group=cyclic_on_nodes(10), raw_inputs=adjacency, shift=-0.5,
                raw_targets=connected, scale=scale, batch=16, probe=8, rng=rng, strategies=strategies(0.2))


def grid_case():
    """C_4 on a 4x4 grid, a mask that is not compatible, tanh, pooling, layer norm over positions, softmax."""
    rng = np.random.default_rng(41)
    mask = (rng.random((16, 16)) < 0.7).astype(np.float64)
    for g in cyclic_on_grids():                                 # a few whole orbits, so that E is not {0}
        for a, b in [(0, 0), (5, 3), (6, 6), (1, 10), (5, 10)]:
            mask[g("4x4")[a], g("4x4")[b]] = 1
    network = Network("4x4", 1, [("linear", "4x4", 3, mask), ("average_pool", 2), ("tanh",), ("layer_norm", "positions"),
                                 ("linear", "2x2", 2, None), ("tanh",), ("linear", "scalar", 3, None)],
                      "softmax_cross_entropy")
    labels = rng.integers(0, 3, 22)
    return dict(name="grid", network=network, group=cyclic_on_grids(), raw_inputs=rng.normal(size=(22, 4, 4)), shift=0.25,
                raw_targets=np.eye(3)[labels], scale=[0.3, 0.4, 0.5], batch=8, probe=5, rng=rng, mask=mask,
                strategies=strategies(0.3))


def strategies(rate):
    common = dict(learning_rate=rate, orbit=None, penalty=0, weight_decay=0, optimiser=torch.optim.SGD)
    descent = dict(common, flow="augmented", orbit="exact", epochs=6, update="every_batch", learning_rate=rate / 4)
    return {
        "nominal": dict(common, flow="nominal", epochs=10, update="every_batch"),
        "nominal_full": dict(common, flow="nominal", epochs=30, update="every_epoch"),
        "equivariant": dict(common, flow="equivariant", epochs=10, update="every_batch"),
        "augmented": dict(common, flow="augmented", orbit="exact", epochs=10, update="every_batch"),
        "augmented_full": dict(common, flow="augmented", orbit="exact", epochs=30, update="every_epoch"),
        "expanded": dict(common, flow="augmented", orbit="expanded", epochs=2, update="every_batch"),
        "momentum": dict(descent, optimiser=partial(torch.optim.SGD, momentum=0.8), weight_decay=0.02),
        "nesterov": dict(descent, optimiser=partial(torch.optim.SGD, momentum=0.8, nesterov=True)),
        "adam": dict(descent, optimiser=partial(torch.optim.Adam, betas=(0.8, 0.95), eps=1e-6), learning_rate=0.01),
        "penalised": dict(common, flow="nominal", epochs=6, update="every_batch", penalty=0.7),
        "averaged": dict(common, flow="averaged", epochs=6, update="every_batch", penalty=0.1),
    }


def prepare(case):
    network, rng = case["network"], case["rng"]
    examples = len(case["raw_inputs"])
    case["inputs"] = torch.from_numpy(case["raw_inputs"].reshape(examples, -1) + case["shift"])
    case["targets"] = torch.from_numpy(case["raw_targets"].reshape(examples, -1))
    case["geometry"] = Geometry(network, case["group"])
    shapes = [(c_out, c_in, dimension(w), dimension(v)) for c_out, c_in, w, v, _ in network.linear]
    # rounded to float32, so that the file stays small; the values are exact float64 numbers all the same
    weights = [(rng.normal(size=s) * k).astype(np.float32).astype(np.float64) for s, k in zip(shapes, case["scale"])]
    weights = [w if mask is None else w * mask for w, (_, _, _, _, mask) in zip(weights, network.linear)]
    case["weights"] = [torch.from_numpy(w) for w in weights]


def golden(case):
    prepare(case)
    return {name: Flow(case, s).run() for name, s in case["strategies"].items()}


def write(case, rows):
    folder = HOME / case["name"]
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "inputs.npy", case["raw_inputs"])
    np.save(folder / "targets.npy", case["raw_targets"])
    if "mask" in case:
        np.save(folder / "mask.npy", case["mask"].astype(np.uint8))
    np.savez_compressed(folder / "weights.npz", **{f"layer_{i + 1}": w.numpy() for i, w in enumerate(case["weights"])})
    (folder / "golden.json").write_text(json.dumps(rows, indent=1) + "\n")


def differences(a, b):
    for name in a:
        assert len(a[name]) == len(b[name]), name
        for left, right in zip(a[name], b[name]):
            for key in left:
                for u, v in zip(np.atleast_1d(left[key]), np.atleast_1d(right[key])):
                    yield 0.0 if u == v else abs(u - v) / max(abs(u), abs(v), 1e-3)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    for case in (permutations_case(), grid_case()):
        rows = golden(case)
        if check:
            known = json.loads((HOME / case["name"] / "golden.json").read_text())
            print(case["name"], "largest relative difference", max(differences(known, rows)))
        else:
            write(case, rows)
        for name, run in rows.items():
            last = run[-1]
            print(f"{case['name']:14} {name:16} steps {last['step']:3}  risk {last['nominal_risk']:.6f} "
                  f"distance {last['distance_to_equivariant']:.3e}  travelled {last['distance_travelled']:.3e}")


if __name__ == "__main__":
    main()
