"""Weights small enough to bring back from a lent machine, and from them the checkpoints that --export-only ships.

python3 -m inference.training.returned FOLDER --work DIR
"""

import argparse
import os

import torch

from .settings import STUDENTS


def light(state: dict) -> dict:
    """Large weights in 16 bits, as the ONNX file will hold them; small ones and statistics whole."""
    return {key: value.half() if value.numel() >= 5000 else value.clone() for key, value in state.items()}


def give(out: str, run) -> None:
    path = os.path.join(out, f"{run.member.name}.pt")
    state = {key: value.cpu().contiguous() for key, value in run.average.state_dict().items()}
    torch.save({"network": light(state), "step": run.step, "seconds": run.seconds, "history": run.history},
               path + ".part")
    os.replace(path + ".part", path)


def take(path: str) -> dict:
    kept = torch.load(path, map_location="cpu")
    whole = {key: value.float() if value.dtype == torch.float16 else value for key, value in kept["network"].items()}
    return {**kept, "network": whole}


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training.returned", description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--work", required=True)
    args = parser.parse_args()
    for member in STUDENTS:
        path = os.path.join(args.folder, f"{member.name}.pt")
        if os.path.exists(path):
            os.makedirs(os.path.join(args.work, member.name), exist_ok=True)
            torch.save(take(path), os.path.join(args.work, member.name, "last.pt"))
            print(f"{member.name}: {take(path)['step']} steps")


if __name__ == "__main__":
    main()
