"""NIH films of both folders: one row a film, split by patient, cached small."""

import csv
import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import Image

from .preprocess import squash
from .settings import ANY, CACHE_SIZE, CLASSES, FINDINGS, MINIMUM_AGE, NORMAL_SHARE, SEED


@dataclass(frozen=True)
class Film:
    file: str
    folder: str
    patient: str
    age: int
    sex: str
    view: str
    chosen: bool  # picked for the box list because abnormal
    part: str  # train, calibration, test, or boxes (held-out patients' chosen films)
    labels: tuple


def split(patient: str) -> str:
    """70 / 15 / 15 by a hash of the patient, so that a patient never stands in two parts."""
    digest = hashlib.sha256(f"{SEED}:{int(patient)}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") / 2**64
    return "train" if place < 0.70 else "calibration" if place < 0.85 else "test"


def part_of(patient: str, age: int, chosen: bool) -> str:
    """Chosen films shift prevalence, children are not accepted: neither may stand in a measured part."""
    part = split(patient)
    if part == "train":
        return part
    if chosen:
        return "boxes" if part == "test" else "unused"
    return part if age >= MINIMUM_AGE else "unused"


def labels_from(names: set) -> tuple:
    return tuple(int(name in names or (name == ANY and "No Finding" not in names)) for name in CLASSES)


def read_films(data: str) -> list:
    """All films once; a film standing in both folders is taken from nih-512, the sharper one."""
    films, seen = [], set()
    for folder in ("nih-512", "nih-128"):
        with open(os.path.join(data, folder + ".csv"), newline="") as handle:
            for row in csv.DictReader(handle):
                if row["file"] in seen:
                    continue
                seen.add(row["file"])
                names = set(row["finding_labels"].split("|"))
                age, chosen = int(row["age"]), row.get("chosen_for_box") == "yes"
                patient = row["patient_id"]
                films.append(Film(row["file"], folder, patient, age, row["sex"], row["view"], chosen,
                                  part_of(patient, age, chosen), labels_from(names)))
    check_split(films)
    return films


def check_split(films: list) -> None:
    """A patient in two parts would make every figure a lie, so this stops the run."""
    side = {}
    for film in films:
        group = split(film.patient)
        if side.setdefault(film.patient, group) != group:
            raise ValueError(f"patient {film.patient} stands in two parts")
    train = {film.patient for film in films if film.part == "train"}
    if any(film.patient in train for film in films if film.part != "train"):
        raise ValueError("a training patient stands in a measured part")


def of_part(films: list, part: str) -> list:
    return [film for film in films if film.part == part]


def columns() -> list:
    """Of CLASSES, what the model gives: the ten findings, and any finding at all."""
    return [*range(len(FINDINGS)), CLASSES.index(ANY)]


def patients(films: list) -> int:
    return len({film.patient for film in films})


def labels_of(films: list) -> np.ndarray:
    return np.array([film.labels for film in films], dtype=np.float32)


def order_of_pass(labels: np.ndarray, rows: np.ndarray, seed: int) -> np.ndarray:
    """Every film with a finding and a fresh share of those without, shuffled."""
    draw, found = np.random.default_rng(seed), labels[rows, CLASSES.index(ANY)] > 0
    normal = draw.permutation(rows[~found])[:int(NORMAL_SHARE * (~found).sum())]
    return draw.permutation(np.concatenate([rows[found], normal]))


# NIH's box list spells one finding differently.
BOX_NAMES = {"Infiltrate": "Infiltration"}


def read_boxes(data: str) -> dict:
    """File -> [(class, left, top, right, bottom)], the edges as shares of the film's sides."""
    boxes = {}
    with open(os.path.join(data, "nih-boxes.csv"), newline="") as handle:
        for row in csv.DictReader(handle):
            left, top, wide, high = (float(row[key]) / 512 for key in "xywh")
            finding = CLASSES.index(BOX_NAMES.get(row["finding"], row["finding"]))
            boxes.setdefault(row["file"], []).append((finding, left, top, left + wide, top + high))
    return boxes


def read_grey(data: str, film: Film) -> np.ndarray:
    with Image.open(os.path.join(data, film.folder, film.file)) as image:
        return np.asarray(image.convert("L"))


def squashed(data: str, film: Film) -> np.ndarray:
    return np.rint(squash(read_grey(data, film), CACHE_SIZE) * 255).astype(np.uint8)


def cached(data: str, work: str, films: list) -> np.ndarray:
    """Squashed films as bytes [n, side, side]; decoding every JPEG in every pass would cost more than the network."""
    key = hashlib.sha256("\n".join(f.folder + f.file for f in films).encode()).hexdigest()[:12]
    path = os.path.join(work, f"films-{CACHE_SIZE}-{key}.npy")
    if not os.path.exists(path):
        print(f"caching {len(films)} films in {path}", flush=True)
        with ProcessPoolExecutor() as pool:
            pixels = np.stack(list(pool.map(partial(squashed, data), films, chunksize=64)))
        np.save(path + ".part.npy", pixels)
        os.replace(path + ".part.npy", path)
    return np.load(path, mmap_mode="r")
