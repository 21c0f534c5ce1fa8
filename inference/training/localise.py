"""Maps against a radiologist's boxes (NIH's list), on films of patients that training did not see."""

import csv
import os

import numpy as np
from PIL import Image

from .settings import FINDINGS

SIDE = 512
# The product draws a region where a map is at least half as strong as at its strongest place (explanation/).
LEVEL = 0.5


def decision_logit(point: dict) -> float:
    """The logit at which a finding is called present; the product's maps show what lies above it."""
    odds = np.log(point["threshold"] / (1 - point["threshold"]))
    return float((odds - point["calibration"]["intercept"]) / point["calibration"]["slope"])


def region(heat: np.ndarray, floor: float) -> np.ndarray:
    floor = max(floor, float(heat.min()))
    return heat >= floor + LEVEL * (heat.max() - floor)


def add(found: dict, name: str, box: np.ndarray, heat: np.ndarray, floor: float) -> None:
    drawn = heat.max() > floor
    area = region(heat, floor) if drawn else np.zeros_like(box)
    entry = found.setdefault(name, {"boxes": 0, "hits": 0, "area": 0.0, "drawn": 0, "overlap": 0.0})
    entry["boxes"] += 1
    entry["hits"] += int(box.ravel()[np.argmax(heat)])
    entry["area"] += float(box.mean())
    entry["drawn"] += int(drawn)
    entry["overlap"] += float((area & box).sum() / (area | box).sum())


def pointing(data: str, films: list, maps: np.ndarray, points: list) -> dict:
    """Per finding: boxes, maps whose highest place lies inside, area of the boxes, maps drawn at all, and the sum of
    overlaps (intersection over union of the drawn region and the box; 0 where nothing is drawn)."""
    place = {film.file: i for i, film in enumerate(films)}
    names, found = {nih: c for c, nih in enumerate(FINDINGS.values())}, {}
    with open(os.path.join(data, "nih-boxes.csv"), newline="") as handle:
        for row in csv.DictReader(handle):
            if row["file"] not in place or row["finding"] not in names:
                continue
            c = names[row["finding"]]
            heat = Image.fromarray(maps[place[row["file"]], c]).resize((SIDE, SIDE), Image.BILINEAR)
            y, x = np.mgrid[0:SIDE, 0:SIDE]
            left, top, wide, high = (float(row[key]) for key in "xywh")
            box = (x >= left) & (x <= left + wide) & (y >= top) & (y <= top + high)
            add(found, list(FINDINGS)[c], box, np.asarray(heat), decision_logit(points[c]))
    return found
