"""From logits to probabilities, and one operating point a finding: learnt on the calibration part only."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve


def probability(logits, slope: float, intercept: float):
    return 1 / (1 + np.exp(-(slope * np.asarray(logits, dtype=np.float64) + intercept)))


def platt(logits: np.ndarray, labels: np.ndarray) -> dict:
    """Slope and intercept on the logit, practically without regularisation."""
    fit = LogisticRegression(C=1e6, max_iter=1000).fit(logits.reshape(-1, 1), labels)
    return {"slope": round(float(fit.coef_[0, 0]), 5), "intercept": round(float(fit.intercept_[0]), 5)}


def youden(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """The threshold with the largest sensitivity + specificity - 1."""
    false, true, thresholds = roc_curve(labels, probabilities)
    # Rounded down, so that the film the threshold was read from stays on its side.
    return float(np.floor(thresholds[np.argmax(true - false)] * 1e5) / 1e5)


def calibrate(logits: np.ndarray, labels: np.ndarray) -> list:
    """One {calibration, threshold} per finding."""
    found = []
    for c in range(logits.shape[1]):
        line = platt(logits[:, c], labels[:, c])
        if line["slope"] <= 0:
            raise ValueError(f"output {c} ranks films the wrong way round")
        found.append({"calibration": line, "threshold": youden(probability(logits[:, c], **line), labels[:, c])})
    return found
