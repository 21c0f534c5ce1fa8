"""Measures the shipped ONNX file on the test part; nothing here chooses or fits anything."""

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from . import dataset
from .calibrate import POINT_NAME, RULE_OUT_NAME, probability
from .preprocess import prepare
from .settings import FINDINGS, GOAL, SEED, SIZE

DRAWS = 1000


def prepared(data: str, films: list, size: int = SIZE):
    """Batches of tensors, films read afresh as the product reads them."""
    for start in range(0, len(films), 16):
        yield np.stack([prepare(dataset.read_grey(data, film), size) for film in films[start:start + 16]])


def logits_of(session, images: np.ndarray) -> np.ndarray:
    """[n, findings + 1]; until version 0.2.0 the last one was an output of its own."""
    names = ["logits", "abnormality"] if len(session.get_outputs()) == 3 and \
        session.get_outputs()[2].name == "abnormality" else ["logits"]
    return np.hstack(session.run(names, {"image": images}))


def run_films(session, data: str, films: list) -> tuple:
    """(logits, maps, gate) of the ONNX file."""
    out = [session.run(["logits", "maps", "gate"], {"image": images}) for images in prepared(data, films)]
    return tuple(np.concatenate(parts) for parts in zip(*out))


@torch.no_grad()
def run_members(ensemble, data: str, films: list) -> np.ndarray:
    """Logits [members, n, findings + 1] of the float32 networks."""
    out = [[member(torch.from_numpy(images))[0].numpy() for member in ensemble.members]
           for images in prepared(data, films)]
    return np.stack([np.concatenate(parts) for parts in zip(*out)])[:, :, dataset.columns()]


def aucs(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """One AUC a finding; not a number where a part has only one kind of label."""
    return np.array([roc_auc_score(labels[:, c], scores[:, c]) if 0 < labels[:, c].sum() < len(labels) else np.nan
                     for c in range(scores.shape[1])])


def goal_rows() -> list:
    return [list(FINDINGS).index(name) for name in GOAL]


def draws(scores: np.ndarray, labels: np.ndarray, films: list) -> np.ndarray:
    """AUCs [findings, DRAWS] of redrawn patients, not films: films of one patient resemble each other.

    The same films give the same draws, whatever the scores, so that two models' draws can be subtracted.
    """
    names = sorted({film.patient for film in films})
    place = {name: i for i, name in enumerate(names)}
    owner = np.array([place[film.patient] for film in films])
    drawn = np.random.default_rng(SEED).multinomial(len(names), [1 / len(names)] * len(names), DRAWS)
    times = drawn[:, owner].astype(np.float64)  # how often each draw holds each film
    values = []
    for c in range(scores.shape[1]):
        order = np.argsort(scores[:, c], kind="stable")
        yes, no = times[:, order] * labels[order, c], times[:, order] * (1 - labels[order, c])
        # Pairs of one film with and one without the finding that stand in the right order.
        with np.errstate(invalid="ignore", divide="ignore"):
            values.append((yes * np.cumsum(no, axis=1)).sum(axis=1) / (yes.sum(axis=1) * no.sum(axis=1)))
    return np.array(values)


def middle(values: np.ndarray) -> list:
    """The ends of the 95% interval."""
    return [round(float(v), 4) for v in np.nanpercentile(values, [2.5, 97.5])]


def summary(scores: np.ndarray, labels: np.ndarray, drawn: np.ndarray, rows: list) -> dict:
    """Mean AUC over some findings with its interval."""
    low, high = middle(np.nanmean(drawn[rows], axis=0))
    return {"value": round(float(np.nanmean(aucs(scores, labels)[rows])), 4), "low": low, "high": high}


def bins_of(probabilities: np.ndarray, labels: np.ndarray, bins: int = 10) -> list:
    """(films, mean probability, share with the finding) of ten bins of equally many films.

    Most probabilities are small: bins of equal width would hide them.
    """
    parts = np.array_split(np.argsort(probabilities, kind="stable"), bins)
    return [(len(rows), float(probabilities[rows].mean()), float(labels[rows].mean())) for rows in parts]


def calibration_error(probabilities: np.ndarray, labels: np.ndarray) -> float:
    return sum(n * abs(p - share) for n, p, share in bins_of(probabilities, labels)) / len(labels)


def point_at(name: str, threshold: float, p: np.ndarray, truth: np.ndarray) -> dict:
    """What a threshold does on these films, whatever it was chosen for on others."""
    return {"name": name, "threshold": threshold, "sensitivity": round(float((p[truth] >= threshold).mean()), 4),
            "specificity": round(float((p[~truth] < threshold).mean()), 4)}


def zones(logits: np.ndarray, points: list) -> list:
    """What each finding's two points make of these films: the shares called absent, indeterminate and present;
    and on how many films of the calibration part the first one rests."""
    found = []
    for c, point in enumerate(points):
        p = probability(logits[:, c], **point["calibration"])
        absent, present = (p < point["ruleOut"]).mean(), (p >= point["threshold"]).mean()
        found.append({"absent": round(float(absent), 4), "indeterminate": round(float(1 - absent - present), 4),
                      "present": round(float(present), 4), **point["rests"]})
    return found


def label_row(name: str, logits: np.ndarray, labels: np.ndarray, point: dict, drawn: np.ndarray) -> dict:
    """One finding's entry of the manifest."""
    line = point["calibration"]
    p, truth = probability(logits, **line), labels > 0.5
    low, high = middle(drawn)
    return {
        "label": name,
        "calibration": line,
        "operatingPoint": point_at(POINT_NAME, point["threshold"], p, truth),
        "ruleOut": point_at(RULE_OUT_NAME, point["ruleOut"], p, truth),
        "auc": {"value": round(float(roc_auc_score(labels, logits)), 4), "low": low, "high": high},
        "prevalence": round(float(truth.mean()), 4),
        "ece": round(float(calibration_error(p, labels)), 4),
    }


def measure(logits: np.ndarray, labels: np.ndarray, films: list, points: list) -> dict:
    """The manifest's figures per finding, and mean AUCs with their intervals."""
    drawn = draws(logits, labels, films)
    rows = [label_row(name, logits[:, c], labels[:, c], points[c], drawn[c]) for c, name in enumerate(FINDINGS)]
    return {"labels": rows, "all": summary(logits, labels, drawn, list(range(len(FINDINGS)))),
            "goal": summary(logits, labels, drawn, goal_rows())}
