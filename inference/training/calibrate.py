"""From logits to probabilities, and two operating points a finding: learnt on the calibration part only."""

import numpy as np
from scipy.stats import binom
from sklearn.linear_model import LogisticRegression

# What the two points promise. A finding has 40 to 200 films on the calibration part: a point set to just 0.90 there
# falls short of it elsewhere as often as not, so it is set where the promise would hold with this confidence.
SENSITIVITY, SPECIFICITY, CONFIDENCE = 0.90, 0.95, 0.90
POINT_NAME, RULE_OUT_NAME = "specificity-95", "sensitivity-90"


def probability(logits, slope: float, intercept: float):
    return 1 / (1 + np.exp(-(slope * np.asarray(logits, dtype=np.float64) + intercept)))


def platt(logits: np.ndarray, labels: np.ndarray) -> dict:
    """Slope and intercept on the logit, practically without regularisation."""
    fit = LogisticRegression(C=1e6, max_iter=1000).fit(logits.reshape(-1, 1), labels)
    return {"slope": round(float(fit.coef_[0, 0]), 5), "intercept": round(float(fit.intercept_[0]), 5)}


def allowed(films: int, share: float) -> int:
    """How many of so many films may lie on the wrong side of a point that promises `share` on the right one.

    The largest number that is reached by chance in one case of ten only, if the promise were just broken.
    """
    return max(0, int(binom.ppf(1 - CONFIDENCE, films, 1 - share)) - 1)


def rule_in_at(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """The lowest threshold that leaves enough of the films without the finding below it."""
    negatives = np.sort(probabilities[labels == 0])[::-1]
    # Rounded up: a film that lies on the threshold counts as present.
    return float(np.ceil((negatives[allowed(len(negatives), SPECIFICITY)] + 1e-9) * 1e5) / 1e5)


def rule_out_at(probabilities: np.ndarray, labels: np.ndarray, below: float) -> float:
    """The highest threshold that leaves enough of the films with the finding at or above it, never above `below`."""
    positives = np.sort(probabilities[labels > 0])
    return min(float(np.floor(positives[allowed(len(positives), SENSITIVITY)] * 1e5) / 1e5), below)


def calibrate(logits: np.ndarray, labels: np.ndarray) -> list:
    """One {calibration, threshold, ruleOut} per finding: present from the first on, absent below the second."""
    found = []
    for c in range(logits.shape[1]):
        line = platt(logits[:, c], labels[:, c])
        if line["slope"] <= 0:
            raise ValueError(f"output {c} ranks films the wrong way round")
        p = probability(logits[:, c], **line)
        present = rule_in_at(p, labels[:, c])
        found.append({"calibration": line, "threshold": present, "ruleOut": rule_out_at(p, labels[:, c], present)})
    return found
