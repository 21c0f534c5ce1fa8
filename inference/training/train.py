"""Trains one member of the ensemble; stops and resumes anywhere without changing the outcome's schedule."""

import copy
import math
import os
import time

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from . import augment, dataset, network, teach
from .settings import (AVERAGE_DECAY, BASES, BATCH, BOX_WEIGHT, FINDINGS, HEAD_RATE, MEMBERS, WARM_UP_STEPS,
                       WEIGHT_DECAY, Member)

SAVE_EVERY = 40


def rate(step: int, total: int) -> float:
    """Warm-up, then a cosine down to nothing; a share of the member's rate."""
    if step < WARM_UP_STEPS:
        return (step + 1) / WARM_UP_STEPS
    return 0.5 * (1 + math.cos(math.pi * (step - WARM_UP_STEPS) / max(1, total - WARM_UP_STEPS)))


def optimiser_of(model):
    """Decay pulls on weights only; normalisation and biases have no reason to be small."""
    trunk = list(model.trunk.parameters())
    known = {id(p) for p in trunk}
    groups = []
    for part, scale in ((trunk, 1.0), ([p for p in model.parameters() if id(p) not in known], HEAD_RATE)):
        groups.append({"params": [p for p in part if p.ndim > 1], "weight_decay": WEIGHT_DECAY, "scale": scale})
        groups.append({"params": [p for p in part if p.ndim <= 1], "weight_decay": 0.0, "scale": scale})
    return torch.optim.AdamW(groups)


@torch.no_grad()
def follow(average, model, step: int) -> None:
    """The running average of the weights is what gets shipped; it lags less while young."""
    decay = min(AVERAGE_DECAY, (1 + step) / (10 + step))
    for kept, new in zip(average.state_dict().values(), model.state_dict().values()):
        if kept.dtype.is_floating_point:
            kept.lerp_(new, 1 - decay)
        else:
            kept.copy_(new)


@torch.no_grad()
def mean_auc(model, pixels, rows, labels, size: int) -> float:
    model.eval()
    out = [model(augment.plain(torch.from_numpy(pixels[rows[i:i + 32]]), size))[0].numpy()
           for i in range(0, len(rows), 32)]
    scores = np.concatenate(out)
    return float(np.mean([roc_auc_score(labels[rows, c], scores[:, c]) for c in range(len(FINDINGS))]))


def save(path: str, content: dict) -> None:
    torch.save(content, path + ".part")
    os.replace(path + ".part", path)


class Films:
    """What every member learns from."""

    def __init__(self, data: str, work: str, teacher: str = ""):
        self.films = dataset.read_films(data)
        self.pixels, self.labels = dataset.cached(data, work, self.films), dataset.labels_of(self.films)
        self.rows = np.array([i for i, film in enumerate(self.films) if film.part == "train"])
        self.targets = teach.targets(teacher, work, self) if teacher else self.labels
        # A look on the way, not a choice: half of the calibration part is enough.
        self.judge = np.array([i for i, film in enumerate(self.films) if film.part == "calibration"])[::2]
        boxes = dataset.read_boxes(data)
        self.boxes = {row: boxes[self.films[row].file] for row in self.rows if self.films[row].file in boxes}


def start_of(work: str, member: Member) -> str:
    """Where its first weights are: start.pt as read_back.py leaves it, else the network that it goes on from."""
    given = os.path.join(work, member.name, "start.pt")
    return given if os.path.exists(given) else os.path.join(work, member.start, "last.pt") if member.start else ""


class Run:
    """The state of one member's training and its checkpoint."""

    def __init__(self, work: str, member: Member):
        self.member, self.folder = member, os.path.join(work, member.name)
        os.makedirs(self.folder, exist_ok=True)
        self.path = os.path.join(self.folder, "last.pt")
        torch.manual_seed(member.seed)
        self.model = network.start_network(member.trunk)
        begin = start_of(work, member)
        if begin:
            self.model.load_state_dict(torch.load(begin, map_location="cpu")["network"])
            print(f"{member.name}: starts from {begin}", flush=True)
        for part in self.model.modules():
            if isinstance(part, torch.nn.BatchNorm2d):
                part.momentum = 0.03
        self.average = copy.deepcopy(self.model).eval()
        self.optimiser = optimiser_of(self.model)
        self.step, self.seconds, self.history = 0, 0.0, []
        if os.path.exists(self.path):
            self.load(torch.load(self.path))

    def load(self, kept: dict) -> None:
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["network"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.seconds, self.history = kept["step"], kept["seconds"], kept["history"]
        print(f"{self.member.name}: resuming at step {self.step}", flush=True)

    def keep(self) -> None:
        save(self.path, {"model": self.model.state_dict(), "network": self.average.state_dict(),
                         "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds,
                         "history": self.history})

    def learn(self, films: Films, chosen: np.ndarray, size: int, total: int) -> float:
        started = time.time()
        # Seeding each step by its number makes a resumed run see what an unbroken one would have seen.
        torch.manual_seed(self.member.seed + self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.step, total) * self.member.rate * group["scale"]
        self.model.train()
        if self.member.resting:
            network.rest_early(self.model, self.member.resting)
        images, theta = augment.augmented(torch.from_numpy(films.pixels[chosen]), size)
        logits, maps = self.model(images)
        labels = network.loss_of(logits, torch.from_numpy(films.targets[chosen]))
        loss = labels + self.box_part(films, chosen, maps, theta)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        follow(self.average, self.model, self.step)
        self.step += 1
        self.seconds += time.time() - started
        return labels.item()

    def box_part(self, films: Films, chosen: np.ndarray, maps, theta):
        held = [(i, *box) for i, row in enumerate(chosen) for box in films.boxes.get(row, ())]
        if not held:
            return 0.0
        which, classes = torch.tensor([box[0] for box in held]), torch.tensor([box[1] for box in held])
        masks = augment.box_masks([box[2:] for box in held], theta[which], maps.shape[-1])
        return BOX_WEIGHT * network.box_loss(maps, which, classes, masks) / len(chosen)


def left(run: Run, sizes: list, steps: int, speed: float, size: int) -> str:
    """Minutes to go, later passes weighed by their pixels."""
    rest = sum(steps * (s / size) ** 2 for s in sizes[run.step // steps + 1:]) + steps - run.step % steps
    return f"{rest * BATCH / speed / 60:.0f} min left"


def one_pass(run: Run, number: int, sizes: list, steps: int, films: Films) -> None:
    order = dataset.order_of_pass(films.labels, films.rows, run.member.seed + number)
    started, first, losses = time.time(), run.step, []
    while run.step < (number + 1) * steps:
        at = run.step % steps * BATCH
        losses.append(run.learn(films, np.sort(order[at:at + BATCH]), sizes[number], steps * len(sizes)))
        if run.step % 10 == 0:
            speed = (run.step - first) * BATCH / (time.time() - started)
            rest = left(run, sizes, steps, speed, sizes[number])
            print(f"{run.member.name}: pass {number + 1}/{len(sizes)} ({sizes[number]} px) step {run.step % steps}/"
                  f"{steps} loss {np.mean(losses[-50:]):.4f} {speed:.1f} films/s, {rest}", flush=True)
        if run.step % SAVE_EVERY == 0:
            run.keep()


def train_member(work: str, member: Member, films: Films) -> None:
    """Leaves last.pt in the member's folder: its `network` is the average of the weights, which gets shipped."""
    run = Run(work, member)
    sizes = [size for size, passes in member.plan for _ in range(passes)]
    steps = len(dataset.order_of_pass(films.labels, films.rows, 0)) // BATCH
    print(f"{member.name}: {len(films.rows)} films to learn from ({len(films.boxes)} with boxes), "
          f"{len(sizes)} passes of {steps} steps", flush=True)
    while run.step < steps * len(sizes):
        number = run.step // steps
        one_pass(run, number, sizes, steps, films)
        auc = mean_auc(run.average, films.pixels, films.judge, films.labels, sizes[number])
        run.history.append({"pass": number + 1, "pixels": sizes[number], "auc": auc})
        print(f"{member.name}: after pass {number + 1}: mean AUC on half of the calibration part {auc:.4f}", flush=True)
        run.keep()


def is_needed(work: str, member: Member) -> bool:
    heirs = [each for each in MEMBERS if each.start == member.name]
    return member in MEMBERS or any(start_of(work, each).endswith("last.pt") for each in heirs)


def train(data: str, work: str, only: str = "", threads: int = 2, teacher: str = "") -> None:
    """All networks, one after another, or the one named.

    On a busy machine two processes of one thread each, with OMP_WAIT_POLICY=passive, learn four times as fast as one of
    two threads: those wait for each other.
    """
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    films = Films(data, work, teacher)
    for member in [*BASES, *MEMBERS]:
        if only == member.name or (not only and is_needed(work, member)):
            train_member(work, member, films)
