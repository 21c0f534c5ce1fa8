"""An earlier version's scores beside the labels: a softer target where the report's words and the film disagree."""

import os

import numpy as np
import onnxruntime
import torch

from . import augment, dataset, evaluate
from .settings import SIZE, TEACHER_WEIGHT


def scores(teacher: str, films) -> np.ndarray:
    """Probabilities [rows, findings + 1] of the training films, each the mean of the film and its mirror image."""
    session = onnxruntime.InferenceSession(teacher, providers=["CPUExecutionProvider"])
    found = []
    for at in range(0, len(films.rows), 32):
        image = augment.plain(torch.from_numpy(films.pixels[films.rows[at:at + 32]]), SIZE).numpy()
        logits = np.mean([evaluate.logits_of(session, each) for each in (image, image[..., ::-1].copy())], axis=0)
        found.append(1 / (1 + np.exp(-logits)))
    return np.concatenate(found).astype(np.float32)


def targets(teacher: str, work: str, films) -> np.ndarray:
    """The labels, those of training films moved towards the teacher; NIH's other four stay, it has no score for them."""
    path = os.path.join(work, "teacher.npy")
    if not os.path.exists(path):
        np.save(path + ".part.npy", scores(teacher, films))
        os.replace(path + ".part.npy", path)
    softened, columns = films.labels.copy(), dataset.columns()
    mixed = (1 - TEACHER_WEIGHT) * films.labels[np.ix_(films.rows, columns)] + TEACHER_WEIGHT * np.load(path)
    softened[np.ix_(films.rows, columns)] = mixed
    return softened
