"""From logits to probabilities, and one operating point a finding: learnt on the calibration part only."""

import numpy as np
from sklearn.linear_model import LogisticRegression


def probability(logits, slope: float, intercept: float):
    return 1 / (1 + np.exp(-(slope * np.asarray(logits, dtype=np.float64) + intercept)))


def platt(logits: np.ndarray, labels: np.ndarray) -> dict:
    """Slope and intercept on the logit, practically without regularisation."""
    fit = LogisticRegression(C=1e6, max_iter=1000).fit(logits.reshape(-1, 1), labels)
    return {"slope": round(float(fit.coef_[0, 0]), 5), "intercept": round(float(fit.intercept_[0]), 5)}


# Where prevalence is low, Youden's point lies at a probability of a few per cent and flags a fifth of all normal films
# for each finding. Ten findings together would then flag almost every film, and nobody would look any more.
SPECIFICITY = 0.90


def threshold_at(probabilities: np.ndarray, labels: np.ndarray, specificity: float = SPECIFICITY) -> float:
    """The lowest threshold that leaves at least this share of the films without the finding below it."""
    negatives = np.sort(probabilities[labels == 0])
    # The next one above the quantile, rounded up: a film that lies on the threshold counts as present.
    at = min(int(np.ceil(specificity * len(negatives))), len(negatives) - 1)
    return float(np.ceil(negatives[at] * 1e5) / 1e5)


SENSITIVITY = 0.90


def rule_out_at(probabilities: np.ndarray, labels: np.ndarray, below: float) -> float:
    """The highest threshold that leaves this share of the films with the finding at or above it, never above `below`."""
    positives = np.sort(probabilities[labels > 0])
    at = int(np.floor((1 - SENSITIVITY) * len(positives)))
    return min(float(np.floor(positives[at] * 1e5) / 1e5), below)


def calibrate(logits: np.ndarray, labels: np.ndarray) -> list:
    """One {calibration, threshold, ruleOut} per finding: present from the first on, absent below the second."""
    found = []
    for c in range(logits.shape[1]):
        line = platt(logits[:, c], labels[:, c])
        if line["slope"] <= 0:
            raise ValueError(f"output {c} ranks films the wrong way round")
        p = probability(logits[:, c], **line)
        present = threshold_at(p, labels[:, c])
        found.append({"calibration": line, "threshold": present, "ruleOut": rule_out_at(p, labels[:, c], present)})
    return found
