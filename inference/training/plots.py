"""The card's plots as small SVG files: ROC, reliability and groups."""

import numpy as np
from sklearn.metrics import roc_curve

from . import evaluate
from .calibrate import probability
from .settings import FINDINGS

SIDE, GAP, ACROSS = 150, 46, 5
INK, LINE, MARK = "#222222", "#9a9a9a", "#0b5cad"


def text(x: float, y: float, words: str, size: int = 11, anchor: str = "start") -> str:
    return (f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" fill="{INK}" '
            f'font-family="sans-serif">{words}</text>')


def line(points, colour: str = MARK, dashed: bool = False) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.4"{dash}/>'


def dot(x: float, y: float, radius: float = 2.6) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{MARK}"/>'


def picture(width: float, height: float, title: str, parts: list) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">'
            f'<title>{title}</title><rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>\n')


def panels(title: str, across: str, upwards: str, drawn: list) -> str:
    """`drawn`: (heading, upper end of both axes, function from unit coordinates to parts)."""
    parts = []
    for i, (heading, end, draw) in enumerate(drawn):
        left, top = 34 + i % ACROSS * (SIDE + GAP), 34 + i // ACROSS * (SIDE + GAP + 14)
        parts.append(f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{LINE}"/>')
        parts.append(text(left, top - 6, heading))
        parts.append(text(left + SIDE, top + SIDE + 12, f"{end:g}", 9, "end"))
        parts.append(text(left - 3, top + 8, f"{end:g}", 9, "end"))
        parts.append(text(left, top + SIDE + 12, "0", 9))
        parts += draw(lambda x, y, left=left, top=top: (left + x * SIDE, top + SIDE - y * SIDE))
    height = 34 + (len(drawn) + ACROSS - 1) // ACROSS * (SIDE + GAP + 14)
    parts.append(text(34, height, f"across: {across}; upwards: {upwards}"))
    return picture(34 + ACROSS * (SIDE + GAP), height + 12, title, parts)


def roc(logits: np.ndarray, labels: np.ndarray, rows: list) -> str:
    def panel(c: int, row: dict):
        false, true, _ = roc_curve(labels[:, c], logits[:, c])
        keep = np.unique(np.linspace(0, len(false) - 1, 80).astype(int))

        def draw(place):
            points = [(1 - row[key]["specificity"], row[key]["sensitivity"]) for key in ("operatingPoint", "ruleOut")]
            return [line([place(0, 0), place(1, 1)], LINE, True), line([place(false[k], true[k]) for k in keep]),
                    *(dot(*place(*point)) for point in points)]
        return f"{row['label']} {row['auc']['value']:.3f}", 1, draw
    return panels("ROC curves on the test part with both operating points", "1 - specificity", "sensitivity",
                  [panel(c, row) for c, row in enumerate(rows)])


def reliability(logits: np.ndarray, labels: np.ndarray, rows: list) -> str:
    def panel(c: int, row: dict):
        bins = evaluate.bins_of(probability(logits[:, c], **row["calibration"]), labels[:, c])
        end = np.ceil(max(max(p, share) for _, p, share in bins) * 10) / 10

        def draw(place):
            parts = [line([place(0, 0), place(1, 1)], LINE, True)]
            for n, p, share in bins:
                spread = 1.96 * np.sqrt(max(share * (1 - share), 0.5 / n) / n)
                low, high = max(0, share - spread), min(end, share + spread)
                parts += [line([place(p / end, low / end), place(p / end, high / end)], LINE),
                          dot(*place(p / end, share / end))]
            return parts
        return f"{row['label']}, error {row['ece']:.3f}", end, draw
    return panels("Reliability on the test part, ten bins of equally many films with 95% intervals",
                  "mean probability", "share with the finding", [panel(c, row) for c, row in enumerate(rows)])


def groups(found: list, mean: dict) -> str:
    low, high, left, wide, step = 0.5, 1.0, 150, 420, 24

    def at(value: float) -> float:
        return left + (min(high, max(low, value)) - low) / (high - low) * wide
    end = 20 + step * (len(found) + 1)
    parts = [line([(at(mean["value"]), 14), (at(mean["value"]), end - 8)], LINE, True)]
    for i, each in enumerate([{"group": "all", **mean}, *found]):
        y = 24 + step * i
        parts += [text(6, y + 4, each["group"]), line([(at(each["low"]), y), (at(each["high"]), y)], INK),
                  dot(at(each["value"]), y, 4), text(left + wide + 8, y + 4, f"{each['value']:.3f}")]
    parts += [text(at(v), end + 10, f"{v:.1f}", 9, "middle") for v in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)]
    return picture(left + wide + 60, end + 20, "Mean AUC by group on the test part with 95% intervals", parts)


def plots(logits: np.ndarray, labels: np.ndarray, measured: dict) -> dict:
    """File name -> SVG."""
    keep = len(FINDINGS)
    return {"roc.svg": roc(logits[:, :keep], labels[:, :keep], measured["labels"]),
            "reliability.svg": reliability(logits[:, :keep], labels[:, :keep], measured["labels"]),
            "groups.svg": groups(measured["groups"], measured["all"])}
