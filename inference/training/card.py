"""MODEL_CARD.md, written from the same figures as model.json so that the two cannot disagree."""

from . import dataset
from .manifest import STATUS
from .settings import RUN_NOTE

HEAD = """# {title} ({id} {version})

**{status}.** Written by `inference/training`; change the code, not this file.

## What it is

{use}

One ONNX file ({size:.1f} MB, sha256 `{sha256}`): an EfficientNet-lite0 trunk, one map per finding, and logits that
are the means of those maps, so that what is drawn is what the score is made of. Input `image` [n, 1, {side}, {side}]:
an 8-bit grey film scaled to 0..1, squashed to a square by an antialiasing triangle filter, minus {mean}, divided by
{std}. Outputs `logits` [n, 10] and `maps` [n, 10, {cells}, {cells}]. Probability = sigmoid(slope x logit + intercept).

## What it must not be used for

Diagnosis or treatment of patients; deciding that a film is normal or may go unread; triage without a reader;
children; lateral films; body parts other than the chest; CT or photographs of films; findings outside the ten.

## Data

NIH ChestX-ray14, provided by the **NIH Clinical Center** (https://nihcc.app.box.com/v/ChestXray-NIHCC): Wang X, Peng Y,
Lu L, Lu Z, Bagheri M, Summers RM. ChestX-ray8: Hospital-scale Chest X-ray Database and Benchmarks on
Weakly-Supervised Classification and Localization of Common Thorax Diseases. IEEE CVPR 2017. No film of it is part of
this repository. The labels were text-mined from radiology reports and are noisy.

Used were resized copies of part of it (512 and 128 pixels). Patients were split 70 / 15 / 15 by a hash of their id;
no patient stands in two parts. Films chosen for the box list because they are abnormal were learnt from, but never
calibrated or measured on; nor were films of patients under 18.

| Part | Films | Patients |
|---|---|---|
{parts}

Start weights: {start}.

Training: {passes}, AdamW with a cosine, binary cross-entropy, averaged weights; about {minutes:.0f} minutes on 2
shared CPU cores; the trunk's first layers learnt in the passes of {first} pixels only. {note}
The pass was chosen by mean AUC on the calibration part. NIH's four other labels were learnt as company and cut off.

`{command}`
"""

FIGURES = """
## Measured on the test part

{films} films of {patients} patients, with the shipped ONNX file. 95% intervals from {draws} bootstrap draws of
patients. Mean AUC **{mean:.3f}** ({low:.3f} to {high:.3f}).

| Finding | Films with it | AUC (95% interval) | Present from | Sensitivity | Specificity | Absent below | Sensitivity | Specificity | Calibration error |
|---|---|---|---|---|---|---|---|---|---|
{rows}

Two points a finding, on the calibrated probability: present from one on (chosen for specificity 0.90), absent below
the other (chosen for sensitivity 0.90), indeterminate between them. They and slope and intercept (Platt) were fitted
on the calibration part; sensitivity, specificity, AUC and calibration error (ECE, ten bins of equally many films) were
measured on the test part, where a point need not reach what it was chosen for.

### Groups

Mean AUC within the group; "fewest" is the number of films with the group's rarest finding. Small groups are uncertain.

| Group | Films | Mean AUC | Fewest |
|---|---|---|---|
{groups}

### Maps

Share of radiologist's boxes (NIH's box list, held-out patients) that hold the map's highest point, beside the share of
the film that the boxes cover, which is what a blind guess would reach.

| Finding | Boxes | Point inside | Area of the box |
|---|---|---|---|
{boxes}

### Same numbers after export

Weights are stored in 16 bits and cast to 32 in the graph. Against the float32 network on the test part: largest
difference of a logit {logit:.4f}, largest difference of an AUC {auc:.5f}, of the mean AUC {meandiff:.5f}.

## Known limits

{limits}

Not measured: other hospitals, DICOM as acquired, expert-adjudicated labels, effect on readers.
"""


def table(rows: list) -> str:
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


def finding_row(label: dict, films: int) -> list:
    auc, point, out = label["auc"], label["operatingPoint"], label["ruleOut"]
    return [label["label"], round(label["prevalence"] * films),
            f"{auc['value']:.3f} ({auc['low']:.3f} to {auc['high']:.3f})", f"{point['threshold']:.3f}",
            f"{point['sensitivity']:.2f}", f"{point['specificity']:.2f}", f"{out['threshold']:.3f}",
            f"{out['sensitivity']:.2f}", f"{out['specificity']:.2f}", f"{label['ece']:.3f}"]


def head(model: dict, films: list, trained: dict, size: int, cells: int) -> str:
    names = {"train": "Training", "calibration": "Calibration and choice of pass", "test": "Test"}
    parts = table([[text, len(dataset.of_part(films, part)), dataset.patients(dataset.of_part(films, part))]
                   for part, text in names.items()])
    passes = f"{len(trained['history'])} passes ({', '.join(str(h['pixels']) for h in trained['history'])} px)"
    return HEAD.format(title=model["title"], id=model["id"], version=model["version"], status=STATUS,
                       use=model["intendedUse"], size=size / 1e6, sha256=model["sha256"], side=model["input"]["width"],
                       mean=model["input"]["mean"], std=model["input"]["std"], cells=cells, parts=parts,
                       start=model["training"]["startWeights"], passes=passes, minutes=trained["seconds"] / 60,
                       first=trained["history"][0]["pixels"], note=RUN_NOTE,
                       command=model["training"]["command"])


def figures(model: dict, measured: dict, draws: int) -> str:
    on, difference = model["measuredOn"], measured["difference"]
    return FIGURES.format(
        films=on["films"], patients=on["patients"], draws=draws, mean=on["meanAuc"], low=measured["meanRange"][0],
        high=measured["meanRange"][1], rows=table([finding_row(label, on["films"]) for label in model["labels"]]),
        groups=table([[g["group"], g["films"], f"{g['auc']:.3f}", g["fewest"]] for g in measured["groups"]]),
        boxes=table([[name, b["boxes"], f"{b['hits'] / b['boxes']:.2f}", f"{b['area'] / b['boxes']:.2f}"]
                     for name, b in measured["pointing"].items()]),
        logit=difference["logit"], auc=difference["auc"], meandiff=difference["mean"],
        limits="\n".join(f"- {limit}" for limit in model["limits"]))


def card(model: dict, films: list, trained: dict, measured: dict, size: int, cells: int, draws: int) -> str:
    return head(model, films, trained, size, cells) + figures(model, measured, draws)
