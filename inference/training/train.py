"""Trains one network, for all passes of its plan or until a time; stops and resumes anywhere."""

import copy
import math
import os
import time

import numpy as np
import torch

from . import augment, dataset, judge, network, returned, teach
from .films import Films
from .settings import (AVERAGE_DECAY, BATCH, BOX_WEIGHT, HEAD_RATE, WARM_UP_STEPS, WEIGHT_DECAY, Member)

SAVE_SECONDS = 45


def optimiser_of(model, device: str):
    """Decay pulls on weights only; normalisation and biases have no reason to be small."""
    trunk = list(model.trunk.parameters())
    known = {id(p) for p in trunk}
    groups = []
    for part, scale in ((trunk, 1.0), ([p for p in model.parameters() if id(p) not in known], HEAD_RATE)):
        groups.append({"params": [p for p in part if p.ndim > 1], "weight_decay": WEIGHT_DECAY, "scale": scale})
        groups.append({"params": [p for p in part if p.ndim <= 1], "weight_decay": 0.0, "scale": scale})
    # One kernel for all tensors: hundreds of small ones would keep the card waiting.
    return torch.optim.AdamW(groups, **({} if device == "cpu" else {"fused": True}))


@torch.no_grad()
def follow(average: list, model: list, step: int) -> None:
    """The running average of the weights is what gets shipped; it lags less while young."""
    decay = min(AVERAGE_DECAY, (1 + step) / (10 + step))
    pairs = [pair for pair in zip(average, model) if pair[0].dtype.is_floating_point]
    torch._foreach_mul_([kept for kept, _ in pairs], decay)
    torch._foreach_add_([kept for kept, _ in pairs], [new for _, new in pairs], alpha=1 - decay)


def save(path: str, content: dict) -> None:
    torch.save(content, path + ".part")
    os.replace(path + ".part", path)


class Run:
    """The state of one network's training and its checkpoint."""

    def __init__(self, work: str, member: Member, device: str, until: float):
        self.member, self.folder, self.device = member, os.path.join(work, member.name), device
        os.makedirs(self.folder, exist_ok=True)
        self.path = os.path.join(self.folder, "last.pt")
        torch.manual_seed(member.seed)
        self.model = network.start_network(member.trunk).to(device)
        for part in self.model.modules():
            if isinstance(part, torch.nn.BatchNorm2d):
                part.momentum = 0.03
        self.average = copy.deepcopy(self.model).eval()
        self.weights = [list(each.state_dict().values()) for each in (self.average, self.model)]
        self.optimiser = optimiser_of(self.model, device)
        self.step, self.seconds, self.history = 0, 0.0, []
        if os.path.exists(self.path):
            self.load(torch.load(self.path, map_location=device))
        self.begun, self.until = time.time(), until
        self.saved = self.begun

    def load(self, kept: dict) -> None:
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["network"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.seconds, self.history = kept["step"], kept["seconds"], kept["history"]
        print(f"{self.member.name}: resuming at step {self.step}", flush=True)

    def keep(self, out: str) -> None:
        self.saved = time.time()
        save(self.path, {"model": self.model.state_dict(), "network": self.average.state_dict(),
                         "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds,
                         "history": self.history})
        if out and self.member.fold < 0:
            returned.give(out, self)

    def share(self, total: int) -> float:
        """How much of the training is done: by the plan, or by the clock where that has run further."""
        clock = (time.time() - self.begun) / max(1.0, self.until - self.begun) if self.until else 0.0
        return max(self.step / total, clock)

    def rate(self, share: float) -> float:
        """Warm-up, then a cosine down to nothing; a share of the member's rate."""
        return min(1.0, (self.step + 1) / WARM_UP_STEPS) * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))

    def learn(self, films: Films, chosen: np.ndarray, size: int, total: int):
        """One step; gives the loss of the labels, left on the device since asking for it waits for the card."""
        # Seeding each step by its number makes a resumed run see what an unbroken one would have seen.
        torch.manual_seed(self.member.seed + self.step)
        rate = self.rate(self.share(total)) * self.member.rate
        for group in self.optimiser.param_groups:
            group["lr"] = rate * group["scale"]
        self.model.train()
        images, theta = augment.augmented(films.pictures(chosen), size)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.device != "cpu"):
            logits, maps = self.model(images)
        labels = network.loss_of(logits.float(), films.targets[torch.from_numpy(chosen).to(self.device, non_blocking=True)])
        loss = labels + self.box_part(films, chosen, maps.float(), theta)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        follow(*self.weights, self.step)
        self.step += 1
        return labels.detach()

    def box_part(self, films: Films, chosen: np.ndarray, maps, theta):
        held = [(i, *box) for i, row in enumerate(chosen) for box in films.boxes.get(row, ())]
        if not held:
            return 0.0
        which, classes = torch.tensor([box[0] for box in held]), torch.tensor([box[1] for box in held])
        masks = augment.box_masks([box[2:] for box in held], theta[which], maps.shape[-1])
        which, classes, masks = (each.to(self.device, non_blocking=True) for each in (which, classes, masks))
        return BOX_WEIGHT * network.box_loss(maps, which, classes, masks) / len(chosen)


def one_pass(run: Run, rows: np.ndarray, films: Films, sizes: list, steps: int) -> None:
    """To the end of the pass that the run is in, or of its time."""
    number, total, first, started = run.step // steps, steps * len(sizes), run.step, time.time()
    order, losses = dataset.order_of_pass(films.labels, rows, run.member.seed + number), []
    while run.step < steps * (number + 1) and run.share(total) < 1:
        at = run.step % steps * BATCH
        losses.append(run.learn(films, np.sort(order[at:at + BATCH]), sizes[number], total))
    loss, spent = torch.stack(losses).mean().item(), time.time() - started
    run.seconds += spent
    print(f"{run.member.name}: pass {number + 1}/{len(sizes)} ({sizes[number]} px) loss {loss:.4f} "
          f"{(run.step - first) * BATCH / spent:.0f} films/s, {run.share(total):.0%} done", flush=True)


def look(run: Run, films: Films, size: int, out: str) -> None:
    auc = judge.goal_auc(teach.logits(run.average, films, films.judge, size), films.labels[films.judge])
    run.history.append({"step": run.step, "pixels": size, "auc": auc})
    print(f"{run.member.name}: step {run.step}: mean AUC {auc:.4f} on the calibration part", flush=True)
    run.keep(out)


def train_member(work: str, member: Member, films: Films, until: float = 0.0, out: str = "") -> None:
    """Leaves last.pt in the member's folder: its `network` is the average of the weights, which gets shipped."""
    run = Run(work, member, films.device, until)
    sizes = [size for size, passes in member.plan for _ in range(passes)]
    rows = films.rows if member.fold < 0 else films.fold(member.fold, inside=False)
    if member.fold < 0:
        films.soften(work)
    steps = len(dataset.order_of_pass(films.labels, rows, 0)) // BATCH
    print(f"{member.name}: {len(rows)} films, {len(sizes)} passes of {steps} steps at most", flush=True)
    while run.share(steps * len(sizes)) < 1:
        one_pass(run, rows, films, sizes, steps)
        if time.time() - run.saved > SAVE_SECONDS:
            look(run, films, sizes[0], out)
    look(run, films, sizes[-1], out)
    if member.fold >= 0:
        teach.score_fold(os.path.join(run.folder, "held.npz"), run.average, films, member.fold, sizes[-1])
    judge.keep(os.path.join(run.folder, "judged.npz"), run.average, films)
