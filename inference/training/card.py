"""MODEL_CARD.md, written from the same figures as model.json so that the two cannot disagree."""

import json

import torch

from . import calibrate, card_text, dataset
from .calibrate import CONFIDENCE, SENSITIVITY, SPECIFICITY
from .card_elements import shortfall
from .evaluate import DRAWS
from .export import member_path
from .manifest import STATUS
from .settings import BATCH, RUN_NOTE, STUDENTS, Edition

PREVALENCES = (0.02, 0.10)


def table(rows: list) -> str:
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


def spread(found: dict) -> str:
    return f"{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})"


def between(share: float, films: int) -> str:
    """A share with its 95% interval (Wilson)."""
    z = 1.96
    centre, width = share + z * z / (2 * films), z * (share * (1 - share) / films + z * z / (4 * films * films)) ** 0.5
    low, high = (centre - width) / (1 + z * z / films), (centre + width) / (1 + z * z / films)
    return f"{share:.2f} ({low:.2f} to {high:.2f})"


def finding_row(label: dict, films: int) -> list:
    point, out, held = label["operatingPoint"], label["ruleOut"], round(label["prevalence"] * films)
    return [label["label"], held, spread(label["auc"]), f"{label['ece']:.3f}",
            f"{out['threshold']:.3f}", between(out["sensitivity"], held), f"{out['specificity']:.2f}",
            f"{point['threshold']:.3f}", f"{point['sensitivity']:.2f}", between(point["specificity"], films - held)]


def predictive(label: dict, prevalence: float) -> tuple:
    """(share of the called present that have it, share of the called absent that have it not)."""
    point, out, rest = label["operatingPoint"], label["ruleOut"], 1 - prevalence
    true, false = point["sensitivity"] * prevalence, (1 - point["specificity"]) * rest
    spared, missed = out["specificity"] * rest, (1 - out["sensitivity"]) * prevalence
    return true / max(true + false, 1e-9), spared / max(spared + missed, 1e-9)


def predictive_row(label: dict) -> list:
    cells = [label["label"]]
    for prevalence in (label["prevalence"], *PREVALENCES):
        present, absent = predictive(label, prevalence)
        cells.append(f"{prevalence:.3f}: {present:.2f} / {absent:.3f}")
    return cells


def box_row(name: str, found: dict) -> list:
    boxes = found["boxes"]
    return [name, boxes, f"{found['hits'] / boxes:.2f}", f"{found['area'] / boxes:.2f}", found["drawn"],
            f"{found['overlap'] / max(found['drawn'], 1):.2f}"]


def expert_row(found: dict) -> list:
    return [found["question"], ", ".join(found["findings"]), found["films"], found["yes"],
            f"{found['auc']:.3f} ({found['low']:.3f} to {found['high']:.3f})", f"{found['sensitivity']:.2f}",
            f"{found['specificity']:.2f}"]


def zone_row(label: dict, zone: dict) -> list:
    rests = f"{zone['films']} films, {zone['patients']} patients, {zone['lost']} lost"
    return [label["label"], *(f"{zone[name]:.2f}" for name in ("absent", "indeterminate", "present")), rests]


def spoken(value: dict) -> str:
    """CHAI's valueJson in words."""
    if "estimate" not in value:
        return f"{value['value']:.3f}"
    return f"{value['estimate']:.3f} ({value['lower']:.3f} to {value['upper']:.3f})"


def element_lines(name: str, content) -> list:
    """A line for an element, a heading for a group of them."""
    if isinstance(content, dict):
        lines = [line for key, inner in content.items() for line in element_lines(key, inner)]
        return lines if isinstance(next(iter(content.values())), dict) else ["", f"### {name}", "", *lines]
    if name == "results":
        content = "; ".join(f"{each['label']} {spoken(json.loads(each['valueJson']))}" for each in content)
    elif isinstance(content, list):
        content = ", ".join(content)
    return [f"- **{name}**: {content}".replace("\n", " ")]


def elements(model: dict) -> str:
    groups = {name: each if isinstance(each, dict) else {name: each} for name, each in model["cardElements"].items()}
    return "\n".join(line for name, group in groups.items() for line in element_lines(name, group)) + "\n"


def gain_text(measured: dict) -> str:
    if "gain" not in measured:
        return ""
    parts = [f"{words} {each['earlier']:.3f}, now {each['earlier'] + each['gain']:.3f}: {each['gain']:+.3f} "
             f"({each['low']:+.3f} to {each['high']:+.3f})"
             for words, each in (("ten findings", measured["gain"]["all"]), ("the eight", measured["gain"]["goal"]))]
    return f"The weights of the version before, on the same films: {'; '.join(parts)}.\n"


def trained(edition: Edition, work: str) -> str:
    """A line for each network."""
    lines = []
    for member in STUDENTS:
        if member.name not in edition.members:
            continue
        kept = torch.load(member_path(work, member.name), map_location="cpu")
        sizes = ", ".join(str(size) for size, _ in member.plan)
        lines.append(f"- `{member.name}` ({member.trunk}): from ImageNet, {kept['step']} steps of {BATCH} films at {sizes} px; "
                     f"{kept['seconds'] / 60:.1f} minutes beside other networks")
    return "\n".join(lines)


def head(edition: Edition, model: dict, films: list, work: str, measured: dict, size: int) -> str:
    names = {"train": "Training", "calibration": "Calibration", "test": "Test"}
    parts = table([[text, len(dataset.of_part(films, part)), dataset.patients(dataset.of_part(films, part))]
                   for part, text in names.items()])
    count = len(edition.members)
    return card_text.HEAD.format(
        title=model["title"], id=model["id"], version=model["version"], status=STATUS, use=model["intendedUse"], forbidden=card_text.FORBIDDEN,
        size=size / 1e6, sha256=model["sha256"], side=model["input"]["width"], mean=model["input"]["mean"],
        std=model["input"]["std"], cells=measured["cells"],
        networks=f"{count} networks side by side, each" if count > 1 else "one network,", parts=parts,
        start=model["training"]["startWeights"], members=trained(edition, work), note=RUN_NOTE,
        command=model["training"]["command"])


def figures(model: dict, measured: dict) -> str:
    on, difference, labels = model["measuredOn"], measured["difference"], model["labels"]
    return card_text.FIGURES.format(
        films=on["films"], patients=on["patients"], draws=DRAWS, all=spread(measured["all"]),
        goal=spread(measured["goal"]), gain=gain_text(measured), redrawn=calibrate.DRAWS,
        keptout=f"{measured['halves']['sensitivity']:.2f}", keptin=f"{measured['halves']['specificity']:.2f}",
        shortfall=shortfall(measured), zones=table([zone_row(*each) for each in zip(labels, measured["zones"])]),
        elements=elements(model), sensitivity=SENSITIVITY, specificity=SPECIFICITY,
        confidence=CONFIDENCE, rows=table([finding_row(label, on["films"]) for label in labels]),
        predictive=table([predictive_row(label) for label in labels]), low=PREVALENCES[0], high=PREVALENCES[1],
        groups=table([[g["group"], g["films"], g["findings"], spread(g)] for g in measured["groups"]]),
        boxes=table([box_row(name, found) for name, found in measured["pointing"].items()]),
        experts=table([expert_row(found) for found in measured["experts"]]),
        members=table([[m["member"], f"{m['all']:.3f}", f"{m['goal']:.3f}"] for m in measured["members"]]),
        logit=difference["logit"], auc=difference["auc"], meandiff=difference["mean"], cpu=measured["cpuMs"],
        refused=f"{measured['gate']['refused']:.3f}", whole=measured["gate"]["films"],
        gate=table([[name, f"{each:.3f}"] for name, each in measured["gate"]["wrong"].items()]),
        worst=table([[w["label"], w["overcalled"], w["at"], w["missed"], w["missedAt"]] for w in measured["worst"]]),
        limits="\n".join(f"- {limit}" for limit in model["limits"]))


def card(edition: Edition, model: dict, films: list, work: str, measured: dict, size: int) -> str:
    return head(edition, model, films, work, measured, size) + figures(model, measured)
