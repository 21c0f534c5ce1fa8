"""All networks, stage by stage: one after another on a CPU; on a card a stage's networks at once, each a process."""

import os
import subprocess
import sys
import time

import torch

from . import judge
from .films import Films
from .settings import STAGES
from .train import train_member


def default_device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def member_of(name: str):
    return next(member for members, _ in STAGES for member in members if member.name == name)


def at_once(members: list, data: str, work: str, device: str, out: str, until: float) -> None:
    """A process that fails or hangs costs its own network only."""
    command = [sys.executable, "-m", "inference.training", "--data", data, "--work", work, "--out", out or work,
               *(["--train-only"] if out else []), "--device", device, "--threads", "2", "--until", str(until)]
    running = {member.name: subprocess.Popen([*command, "--member", member.name]) for member in members}
    for name, process in running.items():
        try:
            # What follows the last step: scores at each size.
            code = process.wait(timeout=max(1.0, until + 40 - time.time()) if until else None)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if code:
            print(f"{name}: ended with {code}", flush=True)


def in_turn(members: list, films: Films, work: str, out: str, until: float) -> None:
    for at, member in enumerate(members):
        now = time.time()
        train_member(work, member, films, now + (until - now) / (len(members) - at) if until else 0.0, out)


def train(data: str, work: str, device: str, deadline: float, out: str) -> None:
    """`deadline`: seconds for everything, 0 for as long as the plans take; `out`: where returned.py's files go, if any."""
    started = time.time()
    films = Films(data, work)
    for members, share in STAGES:
        until = started + share * deadline if deadline else 0.0
        if device == "cpu":
            in_turn(members, films, work, out, until)
        else:
            at_once(members, data, work, device, out, until)
        print(f"stage done after {time.time() - started:.0f} s", flush=True)
        if out:
            judge.write_scores(os.path.join(out, "scores.npz"), work, films)
    judge.compare(work, films)
