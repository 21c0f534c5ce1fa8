"""Looks at real DICOM films with the shipped file: a glance at whether scores are plausible, not a measurement.

python3 -m inference.training.check_dicom MODEL_FOLDER FILM.dcm ... (needs pydicom)
"""

import json
import os
import sys

import numpy as np
import pydicom

from .calibrate import probability
from .export import open_model
from .preprocess import prepare


def first(value) -> float:
    """A film may offer several windows: the first is its author's choice."""
    return float(value[0] if isinstance(value, pydicom.multival.MultiValue) else value)


def grey_of(path: str) -> np.ndarray:
    """The film as 8 bits, by its own window if it has one, else between its 0.5th and 99.5th percentile."""
    film = pydicom.dcmread(path)
    values = film.pixel_array.astype(np.float64)
    if values.ndim == 3:
        values = values.mean(axis=-1)
    values = values * float(film.get("RescaleSlope", 1) or 1) + float(film.get("RescaleIntercept", 0) or 0)
    centre, width = film.get("WindowCenter"), film.get("WindowWidth")
    if centre is not None and width is not None:
        low, high = first(centre) - first(width) / 2, first(centre) + first(width) / 2
    else:
        low, high = np.percentile(values, [0.5, 99.5])
    unit = np.clip((values - low) / max(high - low, 1e-6), 0, 1)
    if film.PhotometricInterpretation == "MONOCHROME1":
        unit = 1 - unit
    return np.rint(unit * 255).astype(np.uint8)


def main() -> None:
    folder, paths = sys.argv[1], sys.argv[2:]
    with open(os.path.join(folder, "model.json"), encoding="utf-8") as handle:
        model = json.load(handle)
    session = open_model(os.path.join(folder, model["file"]))
    for path in paths:
        try:
            grey = grey_of(path)
        except Exception as error:  # a film this machine cannot decode must not hide the others
            print(f"{os.path.basename(path)}: {type(error).__name__}: {str(error)[:80]}")
            continue
        logits = session.run(["logits"], {"image": prepare(grey)[None]})[0][0]
        scores = [f"{label['label']} {probability(logit, **label['calibration']):.2f}"
                  + ("!" if probability(logit, **label["calibration"]) >= label["operatingPoint"]["threshold"] else "")
                  for label, logit in zip(model["labels"], logits)]
        print(f"{os.path.basename(path)} (mean grey {grey.mean():.0f}): {', '.join(scores)}")


if __name__ == "__main__":
    main()
