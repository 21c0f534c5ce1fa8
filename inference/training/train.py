"""Trains the network; stops and resumes anywhere without changing the outcome's schedule."""

import copy
import math
import os
import time

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from . import augment, dataset, network
from .settings import AVERAGE_DECAY, BATCH, FINDINGS, LEARNING_RATE, PLAN, SEED, WARM_UP_STEPS, WEIGHT_DECAY

SAVE_EVERY = 150


def rate(step: int, total: int) -> float:
    """Warm-up, then a cosine down to nothing."""
    if step < WARM_UP_STEPS:
        return LEARNING_RATE * (step + 1) / WARM_UP_STEPS
    return LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * (step - WARM_UP_STEPS) / max(1, total - WARM_UP_STEPS)))


def optimiser_of(model):
    """Decay pulls on weights only; normalisation and biases have no reason to be small."""
    heavy = [p for p in model.parameters() if p.ndim > 1]
    light = [p for p in model.parameters() if p.ndim <= 1]
    return torch.optim.AdamW([{"params": heavy, "weight_decay": WEIGHT_DECAY}, {"params": light, "weight_decay": 0.0}],
                             lr=LEARNING_RATE)


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
def mean_auc(model, pixels, rows, labels) -> float:
    model.eval()
    out = [model(augment.plain(torch.from_numpy(pixels[rows[i:i + 32]])))[0].numpy() for i in range(0, len(rows), 32)]
    scores = np.concatenate(out)
    return float(np.mean([roc_auc_score(labels[rows, c], scores[:, c]) for c in range(len(FINDINGS))]))


def save(path: str, content: dict) -> None:
    torch.save(content, path + ".part")
    os.replace(path + ".part", path)


class Run:
    """The state of a training run and its checkpoint."""

    def __init__(self, work: str, first_size: int):
        self.first_size = first_size
        self.path, self.best_path = os.path.join(work, "last.pt"), os.path.join(work, "best.pt")
        self.model = network.start_network()
        self.average = copy.deepcopy(self.model).eval()
        self.optimiser = optimiser_of(self.model)
        self.step, self.best, self.seconds, self.history = 0, 0.0, 0.0, []
        if os.path.exists(self.path):
            self.load(torch.load(self.path))

    def load(self, kept: dict) -> None:
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["average"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.best = kept["step"], kept["best"]
        self.seconds, self.history = kept["seconds"], kept["history"]
        print(f"resuming at step {self.step}", flush=True)

    def keep(self) -> None:
        save(self.path, {"model": self.model.state_dict(), "average": self.average.state_dict(),
                         "optimiser": self.optimiser.state_dict(), "step": self.step, "best": self.best,
                         "seconds": self.seconds, "history": self.history})

    def learn(self, pixels, labels, size: int, total: int) -> float:
        started = time.time()
        # Seeding each step by its number makes a resumed run see what an unbroken one would have seen.
        torch.manual_seed(SEED + self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.step, total)
        self.model.train()
        if size != self.first_size:
            network.rest_early(self.model)
        logits, _ = self.model(augment.augmented(torch.from_numpy(pixels), size))
        loss = network.loss_of(logits, torch.from_numpy(labels))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        follow(self.average, self.model, self.step)
        self.step += 1
        self.seconds += time.time() - started
        return loss.item()


def left(run: Run, sizes: list, steps: int, speed: float, size: int) -> str:
    """Minutes to go, later passes weighed by their pixels."""
    rest = sum(steps * (s / size) ** 2 for s in sizes[run.step // steps + 1:]) + steps - run.step % steps
    return f"{rest * BATCH / speed / 60:.0f} min left"


def one_pass(run: Run, number: int, sizes: list, steps: int, pixels, labels, rows) -> None:
    order = np.random.default_rng(SEED + number).permutation(rows)
    started, first, losses = time.time(), run.step, []
    while run.step < (number + 1) * steps:
        at = run.step % steps * BATCH
        chosen = np.sort(order[at:at + BATCH])
        losses.append(run.learn(pixels[chosen], labels[chosen], sizes[number], steps * len(sizes)))
        if run.step % 25 == 0:
            speed = (run.step - first) * BATCH / (time.time() - started)
            rest = left(run, sizes, steps, speed, sizes[number])
            print(f"pass {number + 1}/{len(sizes)} ({sizes[number]} px) step {run.step % steps}/{steps} "
                  f"loss {np.mean(losses[-50:]):.4f} {speed:.0f} films/s, {rest}", flush=True)
        if run.step % SAVE_EVERY == 0:
            run.keep()


def train(data: str, work: str, plan: list = PLAN, threads: int = 2) -> None:
    """Leaves best.pt in `work`: the averaged weights of the pass that ranked the calibration part best."""
    torch.manual_seed(SEED)
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    films = dataset.read_films(data)
    pixels, labels = dataset.cached(data, work, films), dataset.labels_of(films)
    rows = np.array([i for i, film in enumerate(films) if film.part == "train"])
    judge = np.array([i for i, film in enumerate(films) if film.part == "calibration"])
    steps, sizes = len(rows) // BATCH, [size for size, passes in plan for _ in range(passes)]
    run = Run(work, plan[0][0])
    print(f"{len(rows)} films to learn from, {len(judge)} to judge by, {len(sizes)} passes of {steps} steps",
          flush=True)
    while run.step < steps * len(sizes):
        number = run.step // steps
        one_pass(run, number, sizes, steps, pixels, labels, rows)
        auc = mean_auc(run.average, pixels, judge, labels)
        run.history.append({"pass": number + 1, "pixels": sizes[number], "auc": auc})
        print(f"after pass {number + 1}: mean AUC on the calibration part {auc:.4f}", flush=True)
        if auc > run.best:
            run.best = auc
            save(run.best_path, {"network": run.average.state_dict(), "history": run.history,
                                 "seconds": run.seconds})
        run.keep()
