"""What the graph itself says against a film: its greys inverted, turned or cut out, or unlike any film of the training.

Read from one network's last features, averaged over the film: two linear judges, and how far the features lie from those
of the training films (Mahalanobis distance in their main directions, and what those directions leave over; Lee et al.,
NeurIPS 2018). Bounds are set on the calibration part, so that each refuses few films that the model is made for.
"""

import os

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import nn

from . import augment, evaluate
from .settings import GATE_DIRECTIONS, GATE_MARGIN, GATE_REFUSES, MEAN, SEED, SIZE, STD
from .films import Films

REASONS = ["film-inverted", "film-turned", "film-unlike-training"]
JUDGES = 2


class Gate(nn.Module):
    """Features [n, c] -> [n, 3]: two judges' logits, and a distance whose square has a mean of 1 over the training."""

    def __init__(self, channels: int):
        super().__init__()
        self.judges = nn.Linear(channels, JUDGES)
        self.register_buffer("centre", torch.zeros(channels))
        self.register_buffer("directions", torch.zeros(GATE_DIRECTIONS, channels))
        self.register_buffer("spread", torch.ones(GATE_DIRECTIONS))
        self.register_buffer("rest", torch.ones(1))

    def forward(self, features):
        from_centre = features - self.centre
        along = from_centre @ self.directions.T
        rest = ((from_centre ** 2).sum(1) - (along ** 2).sum(1)).clamp(min=0) / self.rest
        distance = 0.5 * ((along / self.spread) ** 2).mean(1) + 0.5 * rest
        return torch.cat([self.judges(features), distance.clamp(min=0, max=1e4).sqrt().unsqueeze(1)], dim=1)


def turns(images):
    """Every way but the right one, mirrored ones among them, and pieces cut out: the film as it must not be shown."""
    n, side = len(images), images.shape[-1]
    chosen = [torch.rot90(images, k, (2, 3)) for k in (1, 2, 3)] + [torch.flip(images, (2,))]
    corner = torch.randint(0, side - side // 3, (n, 2))
    pieces = torch.stack([image[:, y:y + side // 3, x:x + side // 3] for image, (y, x) in zip(images, corner.tolist())])
    pieces = nn.functional.interpolate(pieces, size=side, mode="bilinear")
    return torch.cat([*chosen, pieces])


def inverted(images):
    """Black for white; what (x - mean) / std makes of 1 - x, mean being one half."""
    return -images


def plain(films, rows):
    return augment.plain(torch.from_numpy(films.pixels[rows]), SIZE)


@torch.no_grad()
def features_of(network, images) -> np.ndarray:
    return np.concatenate([network.features_mean(images[i:i + 32]).numpy() for i in range(0, len(images), 32)])


def fit(network, films) -> Gate:
    """From the training part: what is right, in greys of other hospitals too, what is turned, what is inverted."""
    torch.manual_seed(SEED)
    right = plain(films, films.rows[::2])
    regreyed = (augment.relit(right * STD + MEAN) - MEAN) / STD
    known = np.concatenate([features_of(network, right), features_of(network, regreyed)])
    gate = Gate(known.shape[1])
    judge(gate, 0, known, features_of(network, torch.cat([inverted(right[::4]), inverted(regreyed[1::4])])))
    judge(gate, 1, known, features_of(network, torch.cat([turns(right[::6]), turns(regreyed[1::6])])))
    measure_distance(gate, known)
    return gate.eval()


@torch.no_grad()
def judge(gate: Gate, at: int, right: np.ndarray, wrong: np.ndarray) -> None:
    """A logistic regression on standardised features, written back onto the plain ones."""
    centre, spread = right.mean(0), right.std(0) + 1e-3
    scaled = (np.concatenate([right, wrong]) - centre) / spread
    labels = np.repeat([0, 1], [len(right), len(wrong)])
    fitted = LogisticRegression(C=0.05, max_iter=200, class_weight="balanced").fit(scaled, labels)
    weight = fitted.coef_[0] / spread
    gate.judges.weight[at] = torch.from_numpy(weight)
    gate.judges.bias[at] = float(fitted.intercept_[0] - weight @ centre)


@torch.no_grad()
def measure_distance(gate: Gate, right: np.ndarray) -> None:
    centre = right.mean(0)
    _, scale, directions = np.linalg.svd(right - centre, full_matrices=False)
    gate.centre.copy_(torch.from_numpy(centre))
    gate.directions.copy_(torch.from_numpy(directions[:GATE_DIRECTIONS]))
    gate.spread.copy_(torch.from_numpy(scale[:GATE_DIRECTIONS] / np.sqrt(len(right))))
    gate.rest.fill_(float((scale[GATE_DIRECTIONS:] ** 2).sum() / len(right)))


def kept(work: str, name: str, network, data: str) -> Gate:
    """The gate that reads this network, from `work` where it was fitted before."""
    path = os.path.join(work, name, "gate.pt")
    if not os.path.exists(path):
        torch.save(fit(network, Films(data, work)).state_dict(), path)
    state = torch.load(path)
    gate = Gate(len(state["centre"]))
    gate.load_state_dict(state)
    return gate.eval()


def bounds(values: np.ndarray) -> list:
    """For each value the bound that refuses GATE_REFUSES of the calibration part's films; the distance's is wider."""
    found = np.quantile(values, 1 - GATE_REFUSES, axis=0) * [1, 1, GATE_MARGIN]
    return [round(float(each), 4) for each in found]


def ways(images: np.ndarray) -> dict:
    """What each film of a batch [n, 1, s, s] must not be shown as."""
    return {"inverted": -images, "turned left": np.rot90(images, 1, (2, 3)), "upside down": np.rot90(images, 2, (2, 3)),
            "turned right": np.rot90(images, 3, (2, 3)), "mirrored top to bottom": images[:, :, ::-1]}


def refused(session, data: str, films: list, limits: list) -> dict:
    """Shares of the films that the gate refuses, as they are, and every fourth of them in every wrong way."""
    values = evaluate.run_films(session, data, films)[2]
    wrong: dict = {}
    for images in evaluate.prepared(data, films[::4]):
        for name, each in ways(images).items():
            said = session.run(["gate"], {"image": np.ascontiguousarray(each)})[0]
            wrong.setdefault(name, []).extend(~accepts(said, limits))
    return {"bounds": dict(zip(REASONS, limits)), "films": len(films), "refused": share(~accepts(values, limits)),
            "wrong": {name: share(each) for name, each in wrong.items()}}


def accepts(values: np.ndarray, limits: list) -> np.ndarray:
    return (values <= np.array(limits, dtype=np.float32)).all(axis=1)


def share(chosen) -> float:
    return round(float(np.mean(chosen)), 4)
