"""A made-up picture with every number on its way through: the product proves its own preprocessing with it."""

import base64
import hashlib

import numpy as np

from .preprocess import prepare

FORMULA = ("pixel(x, y) = (3 * x + 5 * y + floor(x * y / 8)) mod 256, "
           "x to the right, y down, both from 0, row by row")


def pattern(width: int, height: int) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    return ((3 * x + 5 * y + x * y // 8) % 256).astype(np.uint8)


def numbers(values) -> list:
    return [round(float(value), 6) for value in values]


def case(session, width: int, height: int, with_pixels: bool) -> dict:
    pixels = pattern(width, height)
    tensor = prepare(pixels)
    logits, maps = session.run(["logits", "maps"], {"image": tensor[None]})
    flat = tensor.ravel().astype(float)
    middle = len(flat) // 2
    image = {"width": width, "height": height, "formula": FORMULA,
             "sha256": hashlib.sha256(pixels.tobytes()).hexdigest()}
    if with_pixels:
        image["pixels"] = base64.b64encode(pixels.tobytes()).decode()
    return {"image": image,
            "tensor": {"first": numbers(flat[:32]), "middleAt": middle, "middle": numbers(flat[middle:middle + 32]),
                       "mean": round(float(flat.mean()), 7), "std": round(float(flat.std()), 7)},
            "logits": numbers(logits[0]),
            "maps": {"shape": list(maps.shape[1:]), "first": numbers(maps.ravel()[:36])}}


def golden(session) -> dict:
    """The small one stands in full; the large one, by formula alone, proves shrinking too."""
    return {"tolerance": {"tensor": 1e-4, "logits": 1e-3},
            **case(session, 64, 48, True), "large": case(session, 701, 533, False)}
