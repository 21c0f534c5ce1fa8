"""From the raw folder to the ONNX file, its manifest, its card and its golden numbers, in one command."""

import argparse
import json
import os
import time

import numpy as np
import torch

from . import calibrate, card, dataset, evaluate, export, golden, manifest
from .settings import FINDINGS, PLAN
from .train import train

COMMAND = ("python3 -m inference.training --data ../shared/data/cxr --work /tmp/train "
           "--out inference/models/sightline-cxr")


def differences(logits, reference, labels) -> dict:
    """Shipped file against the float32 network; more than this would mean the export is broken."""
    shipped, exact = evaluate.aucs(logits, labels), evaluate.aucs(reference, labels)
    found = {"logit": float(np.abs(logits - reference).max()), "auc": float(np.abs(shipped - exact).max()),
             "mean": float(abs(shipped.mean() - exact.mean()))}
    if found["logit"] >= 0.02 or found["auc"] >= 0.002:
        raise ValueError(f"the exported file differs from the network: {found}")
    return found


def assess(session, network, data: str, films: list) -> dict:
    """Calibrates on one part, then measures on another."""
    keep = len(FINDINGS)
    part = dataset.of_part(films, "calibration")
    logits, _, _ = evaluate.run_films(session, data, part)
    points = calibrate.calibrate(logits, dataset.labels_of(part)[:, :keep])
    part = dataset.of_part(films, "test")
    labels = dataset.labels_of(part)[:, :keep]
    logits, maps, reference = evaluate.run_films(session, data, part, network)
    measured = evaluate.measure(logits, labels, part, points)
    measured["difference"] = differences(logits, reference, labels)
    measured["groups"] = evaluate.groups(logits, labels, part)
    boxed = dataset.of_part(films, "boxes") + part
    maps = np.concatenate([evaluate.run_films(session, data, boxed[:-len(part)])[1], maps])
    measured["pointing"] = evaluate.pointing(data, boxed, maps)
    measured["cells"] = maps.shape[-1]
    return measured


def write(path: str, text: str) -> None:
    with open(path + ".part", "w", encoding="utf-8") as handle:
        handle.write(text)
    os.replace(path + ".part", path)


def ship(data: str, work: str, out: str) -> None:
    """Writes the folder in one go at the end, the manifest last: its checksum vouches for the rest."""
    best, draft = os.path.join(work, "best.pt"), os.path.join(work, "model.onnx")
    network, films = export.shipped_network(best), dataset.read_films(data)
    export.export(network, draft)
    session = export.open_model(draft)
    measured = assess(session, network, data, films)
    model = manifest.manifest(export.sha256(draft), films, measured, COMMAND)
    trained, size = torch.load(best, map_location="cpu"), os.path.getsize(draft)
    text = card.card(model, films, trained, measured, size, measured["cells"], evaluate.DRAWS)
    os.makedirs(out, exist_ok=True)
    with open(draft, "rb") as source, open(os.path.join(out, "model.onnx.part"), "wb") as target:
        target.write(source.read())
    os.replace(os.path.join(out, "model.onnx.part"), os.path.join(out, "model.onnx"))
    write(os.path.join(out, "golden.json"), json.dumps(golden.golden(session), indent=1) + "\n")
    write(os.path.join(out, "MODEL_CARD.md"), text)
    write(os.path.join(out, "model.json"), json.dumps(model, indent=2, ensure_ascii=False) + "\n")
    on = model["measuredOn"]
    print(f"mean AUC {on['meanAuc']} on {on['films']} test films; {size} bytes; {out}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with nih-512, nih-128 and their csv files")
    parser.add_argument("--work", required=True, help="folder for caches and checkpoints; a run resumes from it")
    parser.add_argument("--out", required=True, help="folder for model.onnx, model.json, MODEL_CARD.md, golden.json")
    parser.add_argument("--plan", help="pixels x passes, e.g. 128x5,192x6")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export-only", action="store_true", help="ship the best pass so far")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    plan = [tuple(map(int, item.split("x"))) for item in args.plan.split(",")] if args.plan else PLAN
    started = time.time()
    torch.set_num_threads(args.threads)
    if not args.export_only:
        train(args.data, args.work, plan, args.threads)
    ship(args.data, args.work, args.out)
    print(f"{(time.time() - started) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
