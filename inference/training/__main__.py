"""From the raw folder to the ONNX file, its manifest, its card and its golden numbers, in one command."""

import argparse
import json
import os
import time

import torch

from . import assess, card, dataset, export, golden, manifest, plots
from .train import train

COMMAND = ("python3 -m inference.training --data ../shared/data/cxr --work /tmp/train "
           "--out inference/models/sightline-cxr")


def write(path: str, text: str) -> None:
    with open(path + ".part", "w", encoding="utf-8") as handle:
        handle.write(text)
    os.replace(path + ".part", path)


def as_json(content) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def ship(data: str, work: str, out: str, against: str) -> None:
    """Writes the folder in one go at the end, the manifest last: its checksum vouches for the rest."""
    draft, films = os.path.join(work, "model.onnx"), dataset.read_films(data)
    network = export.shipped_network(work)
    export.export(network, draft)
    session = export.open_model(draft)
    measured, logits, labels = assess.assess(session, network, data, films, against)
    measured["small"] = assess.small_variant(draft, os.path.join(work, "model-int8.onnx"), data, films)
    model = manifest.manifest(export.sha256(draft), films, measured, COMMAND)
    texts = {"golden.json": json.dumps(golden.golden(session), indent=1) + "\n", "figures.json": as_json(measured),
             **plots.plots(logits, labels, measured),
             "MODEL_CARD.md": card.card(model, films, work, measured, os.path.getsize(draft))}
    os.makedirs(out, exist_ok=True)
    with open(draft, "rb") as source, open(os.path.join(out, "model.onnx.part"), "wb") as target:
        target.write(source.read())
    os.replace(os.path.join(out, "model.onnx.part"), os.path.join(out, "model.onnx"))
    for name, text in {**texts, "model.json": as_json(model)}.items():
        write(os.path.join(out, name), text)
    print(f"mean AUC {measured['all']['value']} over ten findings, {measured['goal']['value']} over the goal's eight, "
          f"on {model['measuredOn']['films']} test films; {os.path.getsize(draft)} bytes; {out}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with nih-512, nih-128 and their csv files")
    parser.add_argument("--work", required=True, help="folder for caches and checkpoints; a run resumes from it")
    parser.add_argument("--out", required=True, help="folder for model.onnx, model.json, MODEL_CARD.md and the rest")
    parser.add_argument("--member", default="", help="train this network only and ship nothing")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export-only", action="store_true", help="ship the checkpoints as they are")
    parser.add_argument("--against", default="", help="an earlier version's ONNX file to measure the gain over")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    started = time.time()
    torch.set_num_threads(args.threads)
    if not args.export_only:
        train(args.data, args.work, args.member, args.threads)
    if not args.member:
        ship(args.data, args.work, args.out, args.against)
    print(f"{(time.time() - started) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
