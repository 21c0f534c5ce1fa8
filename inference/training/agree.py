"""Agreement with the adjudicated expert labels (nih-expert.csv), on films of patients that training did not see."""

import csv
import os

import numpy as np
from sklearn.metrics import roc_auc_score

from .settings import FINDINGS, SEED

# The experts' words, and the findings whose largest probability stands for each. Fracture is none of the product's.
ASKED = {"Pneumothorax": ["pneumothorax"], "Airspace opacity": ["consolidation", "atelectasis", "edema"],
         "Nodule or mass": ["nodule", "mass"]}


def interval(truth: np.ndarray, scores: np.ndarray) -> list:
    generator, values = np.random.default_rng(SEED), []
    for _ in range(1000):
        rows = generator.integers(0, len(truth), len(truth))
        if 0 < truth[rows].sum() < len(rows):
            values.append(roc_auc_score(truth[rows], scores[rows]))
    return [round(float(v), 4) for v in np.percentile(values, [2.5, 97.5])]


def read_answers(data: str) -> dict:
    with open(os.path.join(data, "nih-expert.csv"), newline="") as handle:
        return {row["Image Index"]: row for row in csv.DictReader(handle)}


def held_out(data: str, films: list) -> list:
    """Films with expert labels that training did not see; the points were set on some of them, by NIH's labels."""
    answers = read_answers(data)
    return [film for film in films if film.file in answers and film.part != "train"]


def agreement(data: str, films: list, probabilities: np.ndarray, points: list) -> list:
    """Per question: films, AUC with its interval, and sensitivity and specificity at the rule-in points."""
    answers, rows = read_answers(data), range(len(films))
    found, names = [], list(FINDINGS)
    for question, keys in ASKED.items():
        columns = [names.index(key) for key in keys]
        truth = np.array([answers[films[i].file][question] == "YES" for i in rows])
        scores = probabilities[:, columns]
        present = (scores >= [points[c]["threshold"] for c in columns]).any(axis=1)
        low, high = interval(truth, scores.max(axis=1))
        found.append({"question": question, "findings": keys, "films": len(rows), "yes": int(truth.sum()),
                      "auc": round(float(roc_auc_score(truth, scores.max(axis=1))), 4), "low": low, "high": high,
                      "sensitivity": round(float(present[truth].mean()), 4),
                      "specificity": round(float((~present[~truth]).mean()), 4)})
    return found
