"""From logits to probabilities, and two operating points a finding: learnt on the calibration part only."""

import numpy as np
from scipy.stats import binom
from sklearn.linear_model import LogisticRegression

from .settings import SEED

# What the two points promise. A point set to just 0.90 on the calibration part falls short of it on other patients as often
# as not, so it is set where the promise would still hold with this confidence, one-sided. README.md: Operating points.
SENSITIVITY, SPECIFICITY, CONFIDENCE = 0.90, 0.95, 0.95
DRAWS, HALVINGS = 2000, 40
POINT_NAME, RULE_OUT_NAME = "specificity-95", "sensitivity-90"


def probability(logits, slope: float, intercept: float):
    return 1 / (1 + np.exp(-(slope * np.asarray(logits, dtype=np.float64) + intercept)))


def platt(logits: np.ndarray, labels: np.ndarray) -> dict:
    """Slope and intercept on the logit, practically without regularisation."""
    fit = LogisticRegression(C=1e6, max_iter=1000).fit(logits.reshape(-1, 1), labels)
    return {"slope": round(float(fit.coef_[0, 0]), 5), "intercept": round(float(fit.intercept_[0]), 5)}


def allowed(films: int, share: float) -> int:
    """How many of so many films may lie on the wrong side of a point that promises `share` on the right one.

    The largest number that is reached by chance in one case of twenty only, if the promise were just broken and films
    were independent (the exact bound of Clopper and Pearson); below 0 where even none would prove nothing.
    """
    return int(binom.ppf(1 - CONFIDENCE, films, 1 - share)) - 1


def spared(owners: np.ndarray, share: float) -> int:
    """The same where a patient's films go together: by drawing patients anew. `owners`: whose each film is, the first to be
    lost first."""
    names, owner = np.unique(owners, return_inverse=True)
    drawn = np.random.default_rng(SEED).multinomial(len(names), [1 / len(names)] * len(names), DRAWS)[:, owner]
    lost = (np.cumsum(drawn, axis=1) - drawn) / drawn.sum(axis=1, keepdims=True)
    return int(np.flatnonzero(np.quantile(lost, CONFIDENCE, axis=0) <= 1 - share).max())


def are_enough(owners: np.ndarray, share: float) -> bool:
    """Whether so few patients can prove such a promise at all, were none of their films lost."""
    return allowed(len(np.unique(owners)), share) >= 0


def place(owners: np.ndarray, share: float) -> int:
    """Of films in a line, the first to be lost first: the one at which a point may stand. Both bounds must hold."""
    if not are_enough(owners, share):
        raise ValueError(f"{len(np.unique(owners))} patients are too few for a point that promises {share}")
    return min(allowed(len(owners), share), spared(owners, share))


def rule_in_at(probabilities: np.ndarray, labels: np.ndarray, owners: np.ndarray) -> float:
    """The lowest threshold that leaves enough of the films without the finding below it."""
    without = np.flatnonzero(labels == 0)
    order = without[np.argsort(-probabilities[without], kind="stable")]
    # Rounded up: a film that lies on the threshold counts as present.
    return float(np.ceil((probabilities[order[place(owners[order], SPECIFICITY)]] + 1e-9) * 1e5) / 1e5)


def rule_out_at(probabilities: np.ndarray, labels: np.ndarray, owners: np.ndarray, below: float) -> float:
    """The highest threshold that leaves enough of the films with the finding at or above it, never above `below`."""
    having = np.flatnonzero(labels > 0)
    order = having[np.argsort(probabilities[having], kind="stable")]
    return min(float(np.floor(probabilities[order[place(owners[order], SENSITIVITY)]] * 1e5) / 1e5), below)


def calibrate(logits: np.ndarray, labels: np.ndarray, owners: np.ndarray) -> list:
    """One {calibration, threshold, ruleOut, rests} per finding: present from the first on, absent below the second. `owners`:
    whose each film is."""
    found = []
    for c in range(logits.shape[1]):
        line = platt(logits[:, c], labels[:, c])
        if line["slope"] <= 0:
            raise ValueError(f"output {c} ranks films the wrong way round")
        p = probability(logits[:, c], **line)
        present = rule_in_at(p, labels[:, c], owners)
        absent, has = rule_out_at(p, labels[:, c], owners, present), labels[:, c] > 0
        rests = {"films": int(has.sum()), "patients": len(np.unique(owners[has])), "lost": int((p[has] < absent).sum())}
        found.append({"calibration": line, "threshold": present, "ruleOut": absent, "rests": rests})
    return found


def halves(logits: np.ndarray, labels: np.ndarray, owners: np.ndarray) -> dict:
    """How the rule fares on patients that it was not fitted on, without the test part: points of one half of these patients,
    measured on the other half. {promise: share of (finding, round) in which it is kept there}."""
    rng, names = np.random.default_rng(SEED), np.unique(owners)
    kept = {"sensitivity": [], "specificity": []}
    for _ in range(HALVINGS):
        one = np.isin(owners, rng.permutation(names)[:len(names) // 2])
        for c in range(logits.shape[1]):
            has, scores = labels[:, c] > 0, logits[:, c]
            for name, rows, line, share in (("sensitivity", has, scores, SENSITIVITY),
                                            ("specificity", ~has, -scores, SPECIFICITY)):
                if are_enough(owners[rows & one], share):
                    kept[name].append(is_kept(line, owners, rows & one, rows & ~one, share))
    return {name: round(float(np.mean(values)), 3) for name, values in kept.items()}


def is_kept(line: np.ndarray, owners: np.ndarray, here: np.ndarray, there: np.ndarray, share: float) -> bool:
    order = np.argsort(line[here], kind="stable")
    point = line[here][order][place(owners[here][order], share)]
    return bool((line[there] >= point).mean() >= share)
