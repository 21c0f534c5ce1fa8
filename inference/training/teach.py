"""Cross-fitted teachers beside the labels: a softer target where the report's words and the film disagree.

Each film of the training part is scored by the one teacher that never saw its patient.
"""

import hashlib
import os

import numpy as np
import torch

from . import augment
from .settings import FOLDS, SEED, TEACHER_WEIGHT, TEACHERS


def fold_of(patient: str) -> int:
    digest = hashlib.sha256(f"{SEED}:fold:{int(patient)}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % FOLDS


@torch.no_grad()
def logits(model, films, rows: np.ndarray, size: int, mirrored: bool = False) -> np.ndarray:
    """[rows, classes]; `mirrored`: each the mean of the film and its mirror image."""
    model.eval()
    found = []
    # Each new shape would cost a search for the fastest kernels, and there are few batches of each.
    with torch.backends.cudnn.flags(benchmark=False):
        for at in range(0, len(rows), 128):
            image = augment.plain(films.pictures(rows[at:at + 128]), size)
            said = model(image)[0]
            said = (said + model(image.flip(3))[0]) / 2 if mirrored else said
            found.append(said.cpu().numpy())
    return np.concatenate(found)


def score_fold(path: str, model, films, fold: int, size: int) -> None:
    """What a teacher says of the films that were kept from it."""
    rows = films.fold(fold)
    np.savez(path, rows=rows, probabilities=1 / (1 + np.exp(-logits(model, films, rows, size, mirrored=True))))


def out_of_fold(work: str, films) -> np.ndarray:
    """Probabilities [films, classes]; not a number for films of other parts, and where a teacher is missing."""
    found = np.full(films.labels.shape, np.nan, dtype=np.float32)
    for member in TEACHERS:
        path = os.path.join(work, member.name, "held.npz")
        if os.path.exists(path):
            kept = np.load(path)
            found[kept["rows"]] = kept["probabilities"]
    return found


def targets(work: str, films) -> np.ndarray:
    """The labels, moved towards the teachers where there are any."""
    taught = out_of_fold(work, films)
    mixed = (1 - TEACHER_WEIGHT) * films.labels + TEACHER_WEIGHT * taught
    return np.where(np.isnan(taught), films.labels, mixed).astype(np.float32)
