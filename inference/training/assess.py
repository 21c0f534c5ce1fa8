"""Calibrates on one part, measures on another, and gathers every figure that the card and the manifest state."""

import time

import numpy as np

from . import agree, calibrate, compare, dataset, evaluate, export, gate, groups, localise
from .settings import FINDINGS, Edition

KEEP = len(FINDINGS)


def differences(scores: np.ndarray, reference: np.ndarray, labels: np.ndarray) -> dict:
    """Shipped file against the float32 networks; more than this would mean the export is broken."""
    shipped, exact = evaluate.aucs(scores, labels), evaluate.aucs(reference, labels)
    found = {"logit": float(np.abs(scores - reference).max()), "auc": float(np.abs(shipped - exact).max()),
             "mean": float(abs(shipped[:KEEP].mean() - exact[:KEEP].mean()))}
    if found["logit"] >= 0.03 or found["auc"] >= 0.002:
        raise ValueError(f"the exported file differs from the networks: {found}")
    return found


def probabilities(logits: np.ndarray, points: list) -> np.ndarray:
    return np.stack([calibrate.probability(logits[:, c], **points[c]["calibration"])
                     for c in range(logits.shape[1])], axis=1)


def cpu_ms(session, data: str, films: list) -> float:
    """Processor time of the graph alone for one film, in milliseconds."""
    images = next(evaluate.prepared(data, films))
    session.run(None, {"image": images[:1]})
    started = time.process_time()
    for image in images:
        session.run(None, {"image": image[None]})
    return round((time.process_time() - started) / len(images) * 1000, 1)


def run_accepted(session, data: str, films: list, bounds: list) -> tuple:
    """(films, logits, maps) of those that the gate accepts: no other film gets a score from the product."""
    logits, maps, gated = evaluate.run_films(session, data, films)
    kept = gate.accepts(gated, bounds)
    return [film for film, keep in zip(films, kept) if keep], logits[kept], maps[kept]


def unseen_boxes(session, data: str, films: list, test: tuple, points: list, bounds: list) -> tuple:
    """Boxed films of every patient that training did not see, chosen ones too; maps choose and promise no score."""
    boxed = dataset.read_boxes(data)
    others, _, other_maps = run_accepted(
        session, data, [film for film in films if film.file in boxed and film.part not in ("train", "test")], bounds)
    measured, maps = test
    return localise.pointing(data, others + measured, np.concatenate([other_maps, maps]), points), maps.shape[-1]


def experts(session, data: str, films: list, points: list, bounds: list) -> list:
    held, logits, _ = run_accepted(session, data, agree.held_out(data, films), bounds)
    return agree.agreement(data, held, probabilities(logits, points), points)


def assess(edition: Edition, session, network, data: str, films: list, against: str) -> tuple:
    """(figures, scores and labels of the test part)."""
    part = dataset.of_part(films, "calibration")
    gated = evaluate.run_films(session, data, part)[2]
    bounds = gate.bounds(gated)
    part, logits, _ = run_accepted(session, data, part, bounds)
    fitted = logits, dataset.labels_of(part)[:, dataset.columns()], np.array([film.patient for film in part])
    points = calibrate.calibrate(*fitted)
    whole = dataset.of_part(films, "test")
    part, logits, maps = run_accepted(session, data, whole, bounds)
    labels = dataset.labels_of(part)[:, dataset.columns()]
    members = evaluate.run_members(network, data, part)
    measured = evaluate.measure(logits[:, :KEEP], labels[:, :KEEP], part, points)
    measured["abnormality"] = evaluate.label_row("abnormality", logits[:, KEEP], labels[:, KEEP], points[KEEP],
                                                 evaluate.draws(logits[:, KEEP:], labels[:, KEEP:], part)[0])
    measured["zones"] = evaluate.zones(logits, points)
    measured["halves"] = calibrate.halves(*fitted)
    measured["difference"] = differences(logits, members.mean(axis=0), labels)
    measured["members"] = compare.alone(edition.members, members, labels[:, :KEEP])
    measured["groups"] = groups.groups(logits[:, :KEEP], labels[:, :KEEP], part)
    measured["pointing"], measured["cells"] = unseen_boxes(session, data, films, (part, maps), points, bounds)
    measured["experts"] = experts(session, data, films, points, bounds)
    measured["gate"] = gate.refused(session, data, whole, bounds)
    measured["gate"]["calibration"] = [gate.share(gated[:, at] > bound) for at, bound in enumerate(bounds)]
    measured["films"], measured["patients"] = len(part), dataset.patients(part)
    measured["worst"] = compare.worst(probabilities(logits[:, :KEEP], points), labels[:, :KEEP], part)
    measured["cpuMs"] = cpu_ms(session, data, part)
    if against:
        earlier = compare.scores_of(export.open_model(against), data, part)
        measured["gain"] = compare.gain(logits[:, :KEEP], earlier[:, :KEEP], labels[:, :KEEP], part)
    return measured, logits, labels
