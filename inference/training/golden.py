"""Made-up films with every number on their way through: the product proves itself with them (models/read-golden.ts)."""

import base64
import hashlib

import numpy as np

from .preprocess import prepare, prepare_unit, to_unit

FORMULA = ("pixel(x, y) = (3 * x + 5 * y + floor(x * y / 8)) mod 256, "
           "x to the right, y down, both from 0, row by row")
# Prime, so that the samples lie on every row and column in turn.
EVERY = 251


def film(name: str, columns: int, rows: int, bits: int, modulo: int, **more) -> dict:
    """One film as a DICOM object may hold it; `more`: offset, signed, monochrome1, slope, intercept, window."""
    centre, width, function = more.get("window", (0, 0, ""))
    window = {"window": {"center": centre, "width": width, "function": function}} if function else {}
    return {"name": name, "frame": {
        "rows": rows, "columns": columns, "bitsAllocated": 8 if bits <= 8 else 16, "bitsStored": bits,
        "signed": more.get("signed", False),
        "photometricInterpretation": "MONOCHROME1" if more.get("monochrome1") else "MONOCHROME2",
        "rescale": {"slope": more.get("slope", 1), "intercept": more.get("intercept", 0)}, **window,
        "pixels": {"a": 3, "b": 5, "c": 8, "modulo": modulo, "offset": more.get("offset", 0)}}}


FILMS = [
    film("shrunk, 8 bits", 701, 533, 8, 256, window=(127.5, 255, "LINEAR_EXACT")),
    film("MONOCHROME1, wide, 12 bits", 900, 301, 12, 4096, monochrome1=True, window=(2048, 4096, "LINEAR")),
    film("signed and rescaled, tall", 211, 640, 16, 3001, signed=True, offset=-1500, slope=0.5, intercept=-24,
         window=(-20, 700, "LINEAR")),
    film("no window", 333, 512, 12, 3517, offset=200),
    film("sigmoid, odd sides", 257, 391, 14, 16001, window=(8000, 5000, "SIGMOID")),
    film("a window of other values, MONOCHROME1", 320, 240, 12, 1013, offset=3000, monochrome1=True,
         window=(40, 400, "LINEAR")),
    film("smaller than the input, 10 bits", 50, 131, 10, 1024, window=(512, 800, "LINEAR_EXACT")),
]


def pattern(columns: int, rows: int, a: int = 3, b: int = 5, c: int = 8, modulo: int = 256,
            offset: int = 0) -> np.ndarray:
    y, x = np.mgrid[0:rows, 0:columns]
    return (a * x + b * y + x * y // c) % modulo + offset


def stored_values(frame: dict) -> np.ndarray:
    kind = ("<i" if frame["signed"] else "<u") + str(frame["bitsAllocated"] // 8)
    return pattern(frame["columns"], frame["rows"], **frame["pixels"]).astype(kind)


def unit_of(frame: dict, stored: np.ndarray) -> np.ndarray:
    window = frame.get("window")
    return to_unit(stored, frame["rescale"]["slope"], frame["rescale"]["intercept"],
                   window and (window["center"], window["width"], window["function"]),
                   frame["photometricInterpretation"] == "MONOCHROME1")


def numbers(values) -> list:
    return [round(float(value), 6) for value in values]


def expected(session, tensor: np.ndarray) -> dict:
    logits, maps, gate = session.run(["logits", "maps", "gate"], {"image": tensor[None]})
    flat = tensor.ravel().astype(np.float64)
    return {"tensor": {"every": EVERY, "values": numbers(flat[::EVERY]), "mean": round(float(flat.mean()), 7),
                       "std": round(float(flat.std()), 7)},
            "logits": numbers(logits[0]), "maps": {"shape": list(maps.shape[1:]), "first": numbers(maps.ravel()[:36])},
            "gate": numbers(gate[0])}


def golden(session) -> dict:
    """One 8-bit picture in full, which a server can be asked too, and films of every kind by formula alone."""
    pixels = pattern(64, 48).astype(np.uint8)
    films = []
    for each in FILMS:
        stored = stored_values(each["frame"])
        frame = {**each["frame"], "sha256": hashlib.sha256(stored.tobytes()).hexdigest()}
        films.append({"name": each["name"], "frame": frame,
                      **expected(session, prepare_unit(unit_of(frame, stored)))})
    return {"tolerance": {"tensor": 1e-4, "logits": 1e-3},
            "image": {"width": 64, "height": 48, "formula": FORMULA, "sha256": hashlib.sha256(pixels.tobytes()).hexdigest(),
                      "pixels": base64.b64encode(pixels.tobytes()).decode()},
            **expected(session, prepare(pixels)), "films": films}
