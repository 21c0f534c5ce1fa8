"""What every member learns from, on the device that it learns on."""

import numpy as np
import torch

from . import dataset, teach


class Films:
    def __init__(self, data: str, work: str, device: str = "cpu"):
        self.films, self.device = dataset.read_films(data), device
        self.pixels, self.labels = dataset.cached(data, work, self.films), dataset.labels_of(self.films)
        # All films as bytes fit into a card's memory several times over.
        self.on_card = None if device == "cpu" else torch.from_numpy(np.array(self.pixels)).to(device)
        self.rows, self.judge = self.of_part("train"), self.of_part("calibration")
        boxes = dataset.read_boxes(data)
        self.boxes = {row: boxes[self.films[row].file] for row in self.rows if self.films[row].file in boxes}
        self.targets = torch.from_numpy(self.labels).to(device)

    def of_part(self, part: str) -> np.ndarray:
        return np.array([i for i, film in enumerate(self.films) if film.part == part])

    def fold(self, fold: int, inside: bool = True) -> np.ndarray:
        """Rows of the training part that belong to this fold, or to all others."""
        return np.array([row for row in self.rows if (teach.fold_of(self.films[row].patient) == fold) == inside])

    def soften(self, work: str) -> None:
        self.targets = torch.from_numpy(teach.targets(work, self)).to(self.device)

    def pictures(self, rows: np.ndarray):
        """Bytes [n, side, side] on the device."""
        if self.on_card is None:
            return torch.from_numpy(self.pixels[rows])
        return self.on_card[torch.from_numpy(rows).to(self.device, non_blocking=True)]
