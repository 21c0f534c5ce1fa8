"""What each part of the ensemble is worth, and what a new version gains over an earlier one, on the same films."""

import numpy as np

from . import evaluate
from .settings import FINDINGS


def alone(names: tuple, members: np.ndarray, labels: np.ndarray) -> list:
    """Mean AUCs of each member by itself; `members` [members, n, classes]."""
    rows, found = evaluate.goal_rows(), []
    for name, logits in zip(names, members):
        values = evaluate.aucs(logits[:, :len(FINDINGS)], labels)
        found.append({"member": name, "all": round(float(values.mean()), 4),
                      "goal": round(float(values[rows].mean()), 4)})
    return found


def gain(logits: np.ndarray, earlier: np.ndarray, labels: np.ndarray, films: list) -> dict:
    """Difference of mean AUCs with its interval, patients redrawn alike for both."""
    new, old = evaluate.draws(logits, labels, films), evaluate.draws(earlier, labels, films)
    found = {}
    for name, rows in (("all", list(range(len(FINDINGS)))), ("goal", evaluate.goal_rows())):
        before = evaluate.aucs(earlier, labels)[rows].mean()
        low, high = evaluate.middle(np.mean(new[rows] - old[rows], axis=0))
        found[name] = {"earlier": round(float(before), 4), "low": low, "high": high,
                       "gain": round(float(evaluate.aucs(logits, labels)[rows].mean() - before), 4)}
    return found


def worst(probabilities: np.ndarray, labels: np.ndarray, films: list) -> list:
    """Per finding the file that was most surely called present without the label, and the reverse."""
    found = []
    for c, name in enumerate(FINDINGS):
        p, truth = probabilities[:, c], labels[:, c] > 0.5
        high, low = np.argmax(np.where(truth, -1, p)), np.argmin(np.where(truth, p, 2))
        found.append({"label": name, "overcalled": films[high].file, "at": round(float(p[high]), 3),
                      "missed": films[low].file, "missedAt": round(float(p[low]), 3)})
    return found


def scores_of(session, data: str, films: list) -> np.ndarray:
    """An earlier version's logits; it may see other sizes."""
    size = session.get_inputs()[0].shape[-1]
    return np.concatenate([evaluate.logits_of(session, images) for images in evaluate.prepared(data, films, size)])
