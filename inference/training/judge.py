"""How networks and their means rank the calibration part: what members, editions and SIZE are chosen by."""

import os
from itertools import combinations

import numpy as np

from . import dataset, evaluate, teach
from .settings import FINDINGS, JUDGE_SIZES, STUDENTS, TEACHERS


def goal_auc(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean AUC over the goal's findings."""
    count = len(FINDINGS)
    return float(np.nanmean(evaluate.aucs(logits[:, :count], labels[:, :count])[evaluate.goal_rows()]))


def keep(path: str, model, films) -> None:
    """Logits [films of the calibration part, classes] of one network at each size."""
    np.savez(path, **{str(size): teach.logits(model, films, films.judge, size) for size in JUDGE_SIZES})


def judged(work: str, members: list) -> dict:
    paths = {member.name: os.path.join(work, member.name, "judged.npz") for member in members}
    return {name: np.load(path) for name, path in paths.items() if os.path.exists(path)}


def compare(work: str, films) -> None:
    """Prints the mean AUC of each student, of their means in twos and threes, and of all teachers'."""
    labels, students, teachers = films.labels[films.judge], judged(work, STUDENTS), judged(work, TEACHERS)
    groups = [names for count in (1, 2, 3) for names in combinations(students, count)]
    for names in [*groups, tuple(students), tuple(teachers)]:
        if names:
            found = {**students, **teachers}
            values = [goal_auc(np.mean([found[name][str(size)] for name in names], axis=0), labels)
                      for size in JUDGE_SIZES]
            figures = ", ".join(f"{value:.4f} at {size}" for size, value in zip(JUDGE_SIZES, values))
            print(f"calibration part, {' + '.join(names)}: {figures}", flush=True)


def write_scores(path: str, work: str, films) -> None:
    """Soft labels of the training part and logits of the calibration part, in one small file."""
    found = judged(work, [*TEACHERS, *STUDENTS])
    np.savez_compressed(path, files=np.array([film.file for film in films.films]),
                        soft=teach.out_of_fold(work, films).astype(np.float16), judge=films.judge,
                        **{f"{name}-{size}": each[size].astype(np.float16) for name, each in found.items()
                           for size in each.files})
