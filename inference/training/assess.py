"""Calibrates on one part, measures on another, and gathers every figure that the card and the manifest state."""

import time

import numpy as np

from . import agree, calibrate, compare, dataset, evaluate, export, groups, localise, quantise
from .settings import ANY, CLASSES, FINDINGS

KEEP = len(FINDINGS)
# The ten findings, and any finding at all.
COLUMNS = [*range(KEEP), CLASSES.index(ANY)]


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


def unseen_boxes(data: str, films: list, test: tuple, points: list, session) -> tuple:
    """Boxed films of every patient that training did not see, chosen ones too; maps choose and promise no score."""
    boxed = dataset.read_boxes(data)
    others = [film for film in films if film.file in boxed and film.part not in ("train", "test")]
    measured, maps = test
    maps = np.concatenate([evaluate.run_films(session, data, others)[1], maps])
    return localise.pointing(data, others + measured, maps, points), maps.shape[-1]


def experts(session, data: str, films: list, points: list) -> list:
    held = agree.held_out(data, films)
    logits, _, _ = evaluate.run_films(session, data, held)
    return agree.agreement(data, held, probabilities(logits, points), points)


def assess(session, network, data: str, films: list, against: str) -> tuple:
    """(figures, scores and labels of the test part)."""
    part = dataset.of_part(films, "calibration")
    logits, _, anything = evaluate.run_films(session, data, part)
    points = calibrate.calibrate(np.hstack([logits, anything]), dataset.labels_of(part)[:, COLUMNS])
    part = dataset.of_part(films, "test")
    labels = dataset.labels_of(part)[:, COLUMNS]
    logits, maps, anything = evaluate.run_films(session, data, part)
    members, scores = evaluate.run_members(network, data, part), np.hstack([logits, anything])
    measured = evaluate.measure(logits, labels[:, :KEEP], part, points)
    measured["abnormality"] = evaluate.label_row("abnormality", scores[:, KEEP], labels[:, KEEP], points[KEEP],
                                                 evaluate.draws(scores[:, KEEP:], labels[:, KEEP:], part)[0])
    measured["difference"] = differences(scores, members.mean(axis=0)[:, COLUMNS], labels)
    measured["members"] = compare.alone(members, labels[:, :KEEP])
    measured["groups"] = groups.groups(logits, labels[:, :KEEP], part)
    measured["pointing"], measured["cells"] = unseen_boxes(data, films, (part, maps), points, session)
    measured["experts"] = experts(session, data, films, points)
    measured["worst"] = compare.worst(probabilities(logits, points), labels[:, :KEEP], part)
    measured["cpuMs"] = cpu_ms(session, data, part)
    if against:
        earlier, _, _ = evaluate.run_films(export.open_model(against), data, part)
        measured["gain"] = compare.gain(logits, earlier, labels[:, :KEEP], part)
    return measured, scores, labels


def small_variant(path: str, small: str, data: str, films: list) -> dict:
    """What 8-bit arithmetic would cost and save, on the test part."""
    quantise.quantise(path, small, data, dataset.of_part(films, "train")[::60])
    session, part = export.open_model(small), dataset.of_part(films, "test")
    logits, _, _ = evaluate.run_films(session, data, part)
    values = evaluate.aucs(logits, dataset.labels_of(part)[:, :KEEP])
    return {"all": round(float(values.mean()), 4), "goal": round(float(values[evaluate.goal_rows()].mean()), 4),
            "megabytes": round(quantise.megabytes(small), 1), "cpuMs": cpu_ms(session, data, part)}
