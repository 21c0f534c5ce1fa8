"""From the raw folder to the ONNX files, their manifests, cards and golden numbers, in one command."""

import argparse
import json
import os
import shutil
import time

import torch

from . import assess, card, dataset, export, gate, golden, manifest, plots, stages
from .films import Films
from .settings import EDITIONS, Edition
from .train import train_member

COMMAND = ("python3 -m inference.training --data ../shared/data/cxr --work /tmp/train "
           "--out inference/models")


def write(path: str, text: str) -> None:
    with open(path + ".part", "w", encoding="utf-8") as handle:
        handle.write(text)
    os.replace(path + ".part", path)


def as_json(content) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def ship(edition: Edition, data: str, work: str, out: str, against: str) -> None:
    """Writes the edition's folder in one go at the end, the manifest last: its checksum vouches for the rest."""
    draft, films = os.path.join(work, f"{edition.id}.onnx"), dataset.read_films(data)
    members = [export.member_of(work, name) for name in edition.members]
    network = export.Ensemble(members, gate.kept(work, edition.members[0], members[0], data)).eval()
    export.export(network, draft, edition)
    session = export.open_model(draft)
    measured, logits, labels = assess.assess(edition, session, network, data, films, against)
    model = manifest.manifest(edition, export.sha256(draft), films, measured, COMMAND)
    texts = {"golden.json": json.dumps(golden.golden(session), indent=1) + "\n", "figures.json": as_json(measured),
             **plots.plots(logits, labels, measured),
             "MODEL_CARD.md": card.card(edition, model, films, work, measured, os.path.getsize(draft))}
    folder = os.path.join(out, edition.id)
    os.makedirs(folder, exist_ok=True)
    shutil.copyfile(draft, os.path.join(folder, "model.onnx.part"))
    os.replace(os.path.join(folder, "model.onnx.part"), os.path.join(folder, "model.onnx"))
    for name, text in {**texts, "model.json": as_json(model)}.items():
        write(os.path.join(folder, name), text)
    print(f"{edition.id}: mean AUC {measured['all']['value']} over ten findings, {measured['goal']['value']} over the "
          f"goal's eight, on {model['measuredOn']['films']} test films; {os.path.getsize(draft)} bytes; {folder}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with nih-512, nih-128 and their csv files")
    parser.add_argument("--work", required=True, help="folder for caches and checkpoints; a run resumes from it")
    parser.add_argument("--out", required=True, help="folder of model packages: one for each edition")
    parser.add_argument("--member", default="", help="train this network only and ship nothing")
    parser.add_argument("--device", default=stages.default_device(), choices=["cuda", "cpu"])
    parser.add_argument("--deadline", type=float, default=0, help="seconds for all networks; their plans shrink to it")
    parser.add_argument("--until", type=float, default=0, help="with --member: the time (epoch) at which it must end")
    parser.add_argument("--train-only", action="store_true", help="leave small files of weights in --out, for returned.py")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export-only", action="store_true", help="ship the checkpoints as they are")
    parser.add_argument("--against", default="", help="an earlier version's ONNX file to measure the gain over")
    args = parser.parse_args()
    for folder in (args.work, args.out):
        os.makedirs(folder, exist_ok=True)
    started = time.time()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.backends.cudnn.benchmark = True
    light = args.out if args.train_only else ""
    if args.member:
        films = Films(args.data, args.work, args.device)
        train_member(args.work, stages.member_of(args.member), films, args.until, light)
    elif not args.export_only:
        stages.train(args.data, args.work, args.device, args.deadline, light)
    if not args.member and not args.train_only:
        for edition in EDITIONS:
            ship(edition, args.data, args.work, args.out, args.against)
    print(f"{(time.time() - started) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
