"""Mean AUC inside parts of the test films: sex, age band, view, source."""

import numpy as np

from . import evaluate

TESTS = {
    "women": lambda f: f.sex == "F", "men": lambda f: f.sex == "M",
    "age 18-39": lambda f: f.age < 40, "age 40-59": lambda f: 40 <= f.age < 60,
    "age 60 and over": lambda f: f.age >= 60,
    "PA view": lambda f: f.view == "PA", "AP view": lambda f: f.view == "AP",
    "source at 512 px": lambda f: f.folder == "nih-512", "source at 128 px": lambda f: f.folder == "nih-128",
}
# With fewer films of either kind a finding's AUC in a group is little more than chance.
FEWEST = 5


def groups(logits: np.ndarray, labels: np.ndarray, films: list) -> list:
    """Only findings of which the group holds FEWEST films at least count, so `findings` says how many those are."""
    found = []
    for name, test in TESTS.items():
        rows = np.array([i for i, film in enumerate(films) if test(film)])
        held = labels[rows].sum(axis=0)
        use = [c for c in range(labels.shape[1]) if FEWEST <= held[c] <= len(rows) - FEWEST]
        part = [films[i] for i in rows]
        drawn = evaluate.draws(logits[rows], labels[rows], part)
        found.append({"group": name, "films": len(rows), "findings": len(use),
                      **evaluate.summary(logits[rows], labels[rows], drawn, use)})
    return found
