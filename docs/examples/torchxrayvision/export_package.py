"""TorchXRayVision's DenseNet as a Sightline model package: model.onnx, model.json, golden.json, MODEL_CARD.md.

python3 export_package.py --weights densenet121-res224-all --out xrv-densenet121-all

`--random SEED` takes no trained weights but made-up ones: the same graph and the same way through the product, for a
machine that can't reach them. Such a package finds nothing, and says so everywhere.
"""

import argparse
import base64
import hashlib
import inspect
import json
import os

import numpy as np
import torch
import torchxrayvision as xrv
from torch import nn

SIDE = 224
SNOMED = "http://snomed.info/sct"
STATUS = "Research use; not cleared by any regulator"
SOURCE = "TorchXRayVision (Cohen et al., 2022; https://github.com/mlmed/torchxrayvision)"

# What the product has words and codes for; the rest brings its own words. Codes only where a source confirmed them.
KNOWN = {"Atelectasis": "atelectasis", "Consolidation": "consolidation", "Pneumothorax": "pneumothorax", "Edema": "edema",
         "Emphysema": "emphysema", "Fibrosis": "fibrosis", "Effusion": "effusion", "Cardiomegaly": "cardiomegaly",
         "Nodule": "nodule", "Mass": "mass"}
OWN = {"Infiltration": ("Infiltration", True, []), "Pneumonia": ("Pneumonia", True, []),
       "Pleural_Thickening": ("Pleural thickening", True, []), "Hernia": ("Hernia", False, []),
       "Lung Lesion": ("Lung lesion", True, []), "Lung Opacity": ("Lung opacity", True, []),
       "Fracture": ("Fracture of bone", True, [{"system": SNOMED, "code": "125605004", "display": "Fracture of bone"}]),
       "Enlarged Cardiomediastinum": ("Enlarged cardiomediastinum", False, [])}


class WithMaps(nn.Module):
    """The library's logits, and beside them where they come from: its classifier as a 1 x 1 convolution over the last
    features. A map's mean is its logit, exactly, because the classifier sees nothing but the features' mean."""

    def __init__(self, network: nn.Module):
        super().__init__()
        self.network = network
        weight = network.classifier.weight
        self.maps = nn.Conv2d(weight.shape[1], weight.shape[0], kernel_size=1)
        self.maps.weight.data = weight.data[:, :, None, None].clone()
        self.maps.bias.data = network.classifier.bias.data.clone()

    def forward(self, image: torch.Tensor):
        features = torch.relu(self.network.features(image))
        pooled = nn.functional.adaptive_avg_pool2d(features, (1, 1)).flatten(1)
        return self.network.classifier(pooled), self.maps(features)


def pattern(columns: int, rows: int, seed: int) -> np.ndarray:
    """A picture that is nobody's: soft bumps and a fine grain, all greys from black to white."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:rows, 0:columns]
    waves = sum(np.sin(x * random.uniform(0.01, 0.06) + y * random.uniform(0.01, 0.06) + random.uniform(0, 6))
                for _ in range(4))
    grain = (3 * x + 5 * y + x * y // 8) % 32 / 16
    unit = waves + grain
    return np.rint(255 * (unit - unit.min()) / (unit.max() - unit.min())).astype(np.uint8)


def prepare(picture: np.ndarray) -> np.ndarray:
    """By the library's own code: -1024 to 1024, the middle square, scikit-image's resize. [1, SIDE, SIDE]."""
    image = xrv.utils.normalize(picture, 255)[None]
    return xrv.datasets.XRayResizer(SIDE)(xrv.datasets.XRayCenterCrop()(image))


def trained(weights: str) -> nn.Module:
    """Downloads them where ~/.torchxrayvision has none. Raw logits: calibration belongs to the films of the hospital."""
    network = xrv.models.DenseNet(weights=weights)
    network.op_threshs = None
    return network.eval()


def made_up(seed: int) -> nn.Module:
    torch.manual_seed(seed)
    network = xrv.models.DenseNet()
    batch = torch.from_numpy(np.stack([prepare(pattern(300, 260, each)) for each in range(4)]))
    with torch.no_grad():
        network.train()
        for _ in range(30):  # the normalisations have to see something, or the numbers run away
            network(batch)
    return network.eval()


def labels(targets: list) -> list:
    found = []
    for place, target in enumerate(targets):
        if target in KNOWN:
            found.append({"label": KNOWN[target], "output": place})
        elif target:  # some weights leave outputs without a meaning
            text, lateralisable, codings = OWN[target]
            concept = {"text": text, "codings": codings, "lateralisable": lateralisable}
            found.append({"label": text.lower().replace(" ", "-"), "output": place, "concept": concept})
    return found


def golden(network: nn.Module, targets: list) -> dict:
    """By the library alone, not by the file that it is to prove."""
    picture = pattern(288, 256, 7)
    tensor = prepare(picture)
    with torch.no_grad():
        logits = network(torch.from_numpy(tensor)[None])[0].numpy()
    flat = tensor.ravel().astype(np.float64)
    every = 97
    image = {"width": 288, "height": 256, "pixels": base64.b64encode(picture.tobytes()).decode()}
    # 0.02 of -1024 to 1024: a hundred thousandth of black to white.
    return {"tolerance": {"tensor": 0.02, "logits": 0.002}, "image": image,
            "tensor": {"every": every, "values": [round(float(value), 3) for value in flat[::every]],
                       "mean": round(float(flat.mean()), 4), "std": round(float(flat.std()), 4)},
            "logits": [round(float(logits[place]), 5) for place, target in enumerate(targets) if target]}


def manifest(args: argparse.Namespace, digest: str, targets: list, training: str) -> dict:
    made = args.random is not None
    limits = ["Films are cropped to their middle square: what lies outside it is not seen.",
              f"The film is shrunk to {SIDE} x {SIDE} pixels: small nodules and fine lines can vanish.",
              "The maps are coarse (7 x 7 before upsampling) and show influence, not the outline of a finding.",
              "Findings that are not listed are not looked for; no score means nothing about them."]
    return {
        "id": args.id, "version": args.version, "file": "model.onnx", "sha256": digest,
        "title": "TorchXRayVision DenseNet-121" + (", MADE-UP WEIGHTS" if made else f", {args.weights}"),
        "licence": "Apache-2.0 (TorchXRayVision); the terms of the data sets that it was trained on are their own",
        "regulatoryStatus": STATUS + ("; made-up weights: finds nothing" if made else ""),
        "intendedUse": "Research: scores findings on frontal chest radiographs of adults, for a qualified reader who "
                       "also sees the film.",
        "limits": (["Its weights are made up. It finds nothing, whatever it says."] if made else []) + limits,
        "input": {"name": "image", "width": SIDE, "height": SIDE, "channels": 1, "fit": "centre-crop",
                  "resize": "gaussian-bilinear", "mean": 0.5, "std": 1 / 2048},
        "accepts": {"sopClasses": ["1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1"],
                    "modalities": ["CR", "DX"], "bodyParts": ["CHEST"], "views": ["AP", "PA"],
                    "presentationIntents": ["FOR PRESENTATION"], "excludedImageTypes": ["LOCALIZER"],
                    "minimumAgeYears": 18},
        "outputs": {"scores": {"tensor": "logits", "kind": "logits"}, "maps": {"tensor": "maps"}},
        "labels": labels(targets), "training": {"data": training, "startWeights": SOURCE},
        "golden": {"file": "golden.json"},
    }


def card(model: dict) -> str:
    listed = "\n".join(f"- {limit}" for limit in model["limits"])
    names = ", ".join(label["label"] for label in model["labels"])
    return (f"# {model['title']}\n\n**{model['regulatoryStatus']}.** {model['intendedUse']}\n\n"
            f"Source: {SOURCE}. Licence: {model['licence']}. Training: {model['training']['data']}\n\n"
            f"Looks for: {names}.\n\n## Limits\n\n{listed}\n\n"
            "The maker's figures are not repeated here: what counts is what was measured on this hospital's own films.\n")


def export(network: nn.Module, path: str) -> None:
    """All weights in the one file: the product's hash covers that file alone."""
    axes = {"image": {0: "batch"}, "logits": {0: "batch"}, "maps": {0: "batch"}}
    # From 2.9 on torch's other exporter is the default, which wants more packages.
    older = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(network, torch.zeros(1, 1, SIDE, SIDE), path, opset_version=17, input_names=["image"],
                      output_names=["logits", "maps"], dynamic_axes=axes, **older)


def write(folder: str, name: str, text: str) -> None:
    with open(os.path.join(folder, name), "w", encoding="utf-8") as handle:
        handle.write(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--weights", choices=sorted(k for k in xrv.models.model_urls if k.startswith("densenet")))
    source.add_argument("--random", type=int, metavar="SEED")
    parser.add_argument("--id", default="xrv-densenet121")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--out", required=True, help="a folder that is not there yet")
    args = parser.parse_args()
    network = trained(args.weights) if args.weights else made_up(args.random)
    targets = list(network.targets)
    training = xrv.models.model_urls[args.weights].get("description", args.weights) if args.weights else "none"
    os.makedirs(args.out)
    path = os.path.join(args.out, "model.onnx")
    export(WithMaps(network).eval(), path)
    with open(path, "rb") as handle:
        digest = hashlib.sha256(handle.read()).hexdigest()
    model = manifest(args, digest, targets, training)
    write(args.out, "golden.json", json.dumps(golden(network, targets), indent=1) + "\n")
    write(args.out, "MODEL_CARD.md", card(model))
    write(args.out, "model.json", json.dumps(model, indent=2) + "\n")
    print(f"{args.out}: {len(model['labels'])} labels, {os.path.getsize(path)} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
