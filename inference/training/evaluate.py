"""Measures the shipped ONNX file on the test part; nothing here chooses or fits anything."""

import csv
import os

import numpy as np
import torch
from PIL import Image
from sklearn.metrics import roc_auc_score

from . import dataset
from .calibrate import probability
from .preprocess import prepare
from .settings import FINDINGS, SEED

DRAWS = 1000


def run_films(session, data: str, films: list, network=None):
    """Logits and maps of the ONNX file, and the float32 network's logits if one is given; films read afresh."""
    logits, maps, reference = [], [], []
    for start in range(0, len(films), 16):
        images = np.stack([prepare(dataset.read_grey(data, film)) for film in films[start:start + 16]])
        out = session.run(["logits", "maps"], {"image": images})
        logits.append(out[0])
        maps.append(out[1])
        if network is not None:
            with torch.no_grad():
                reference.append(network(torch.from_numpy(images))[0].numpy())
    return np.concatenate(logits), np.concatenate(maps), np.concatenate(reference) if reference else None


def aucs(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """One AUC a finding; not a number where a part has only one kind of label."""
    return np.array([roc_auc_score(labels[:, c], scores[:, c]) if 0 < labels[:, c].sum() < len(labels) else np.nan
                     for c in range(scores.shape[1])])


def intervals(scores: np.ndarray, labels: np.ndarray, films: list):
    """95% intervals from redrawing patients, not films: films of one patient resemble each other."""
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
        values.append((yes * np.cumsum(no, axis=1)).sum(axis=1) / (yes.sum(axis=1) * no.sum(axis=1)))
    values.append(np.mean(values, axis=0))
    return np.nanpercentile(values, [2.5, 97.5], axis=1).T


def calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """ECE over ten bins of equally many films: most probabilities are small, equal widths would hide them."""
    parts = np.array_split(np.argsort(probabilities, kind="stable"), bins)
    return float(sum(len(rows) * abs(probabilities[rows].mean() - labels[rows].mean()) for rows in parts) / len(labels))


def point_at(name: str, threshold: float, p: np.ndarray, truth: np.ndarray) -> dict:
    """What a threshold does on these films, whatever it was chosen for on others."""
    return {"name": name, "threshold": threshold, "sensitivity": round(float((p[truth] >= threshold).mean()), 4),
            "specificity": round(float((p[~truth] < threshold).mean()), 4)}


def measure(logits: np.ndarray, labels: np.ndarray, films: list, points: list) -> dict:
    """The manifest's figures per finding, the mean AUC, and its interval."""
    values, ranges, rows = aucs(logits, labels), intervals(logits, labels, films), []
    for c, name in enumerate(FINDINGS):
        line, threshold = points[c]["calibration"], points[c]["threshold"]
        p, truth = probability(logits[:, c], **line), labels[:, c] > 0.5
        rows.append({
            "label": name,
            "calibration": line,
            "operatingPoint": point_at("specificity-90", threshold, p, truth),
            "ruleOut": point_at("sensitivity-90", points[c]["ruleOut"], p, truth),
            "auc": {"value": round(float(values[c]), 4), "low": round(float(ranges[c][0]), 4),
                    "high": round(float(ranges[c][1]), 4)},
            "prevalence": round(float(truth.mean()), 4),
            "ece": round(calibration_error(p, labels[:, c]), 4),
        })
    return {"labels": rows, "mean": round(float(values.mean()), 4),
            "meanRange": [round(float(v), 4) for v in ranges[-1]]}


def groups(logits: np.ndarray, labels: np.ndarray, films: list) -> list:
    """Mean AUC inside parts of the test films, with how many films (and findings with both labels) it rests on."""
    tests = {"source at 512 px": lambda f: f.folder == "nih-512", "source at 128 px": lambda f: f.folder == "nih-128",
             "PA view": lambda f: f.view == "PA", "AP view": lambda f: f.view == "AP",
             "women": lambda f: f.sex == "F", "men": lambda f: f.sex == "M",
             "age 18-49": lambda f: f.age < 50, "age 50 and over": lambda f: f.age >= 50}
    found = []
    for name, test in tests.items():
        rows = np.array([i for i, film in enumerate(films) if test(film)])
        values = aucs(logits[rows], labels[rows])
        found.append({"group": name, "films": len(rows), "auc": float(np.nanmean(values)),
                      "fewest": int(labels[rows].sum(axis=0).min())})
    return found


def pointing(data: str, films: list, maps: np.ndarray) -> dict:
    """How often a map's highest point lies in the radiologist's box, on held-out patients' boxed films."""
    place = {film.file: i for i, film in enumerate(films)}
    names, found = {nih: c for c, nih in enumerate(FINDINGS.values())}, {}
    with open(os.path.join(data, "nih-boxes.csv"), newline="") as handle:
        for row in csv.DictReader(handle):
            if row["file"] not in place or row["finding"] not in names:
                continue
            c = names[row["finding"]]
            heat = Image.fromarray(maps[place[row["file"]], c]).resize((512, 512), Image.BILINEAR)
            y, x = np.unravel_index(np.argmax(np.asarray(heat)), (512, 512))
            left, top, wide, high = (float(row[k]) for k in "xywh")
            hit = left <= x <= left + wide and top <= y <= top + high
            entry = found.setdefault(list(FINDINGS)[c], {"boxes": 0, "hits": 0, "area": 0.0})
            entry["boxes"] += 1
            entry["hits"] += int(hit)
            entry["area"] += wide * high / 512**2
    return found
