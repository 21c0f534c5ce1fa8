"""Random changes to training films: position, sharpness and above all grey levels.

Hospitals window their DICOM differently from NIH, so brightness, contrast and gamma vary widely.
Mirroring puts the heart on the wrong side; none of the findings is named by side, and it helped.
What is drawn for a film is drawn on the CPU, alike for every device; `non_blocking` spares a wait for the card.
"""

import math

import torch
from torch.nn import functional as F

from .settings import MEAN, STD


def uniform(count: int, low: float, high: float):
    return torch.rand(count) * (high - low) + low


def placements(n: int):
    """[n, 2, 3]: rotated, scaled, shifted, mirrored."""
    angle = uniform(n, -8, 8) * math.pi / 180
    wide, high = uniform(n, 0.88, 1.08), uniform(n, 0.88, 1.08)
    mirror = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    return torch.stack([
        torch.stack([torch.cos(angle) * wide * mirror, -torch.sin(angle) * high, uniform(n, -0.08, 0.08)], 1),
        torch.stack([torch.sin(angle) * wide * mirror, torch.cos(angle) * high, uniform(n, -0.08, 0.08)], 1),
    ], 1)


def moved(films, theta, size: int):
    """The films [n, 1, ?, ?] at their placements, sampled at the size of this pass."""
    grid = F.affine_grid(theta.to(films.device, non_blocking=True), (len(films), 1, size, size), align_corners=False)
    return F.grid_sample(films, grid, align_corners=False)


def softened(films, share: float = 0.3):
    """Some films lose their fine detail, so that sharpness never tells the two source folders apart."""
    chosen = (torch.rand(len(films)) < share).nonzero().flatten()
    if len(chosen):
        chosen = chosen.to(films.device, non_blocking=True)
        side = films.shape[-1]
        small = F.interpolate(films[chosen], size=side * 2 // 3, mode="bilinear", antialias=True)
        films[chosen] = F.interpolate(small, size=side, mode="bilinear")
    return films


def relit(films):
    n = len(films)
    drawn = torch.stack([torch.exp(uniform(n, -0.3, 0.3)), uniform(n, 0.75, 1.25), uniform(n, -0.1, 0.1)])
    gamma, contrast, light = drawn.view(3, n, 1, 1, 1).to(films.device, non_blocking=True)
    films = films.clamp(0, 1) ** gamma
    films = (films - 0.5) * contrast + 0.5 + light
    return (films + torch.randn_like(films) * 0.01).clamp(0, 1)


def augmented(pixels, size: int):
    """Bytes [n, s, s] to normalised training input [n, 1, size, size], and the placements it was given."""
    films = pixels.float().div(255).unsqueeze(1)
    theta = placements(len(films))
    return (relit(moved(softened(films), theta, size)) - MEAN) / STD, theta


def box_masks(boxes: list, theta, cells: int, fine: int = 64):
    """Boxes (left, top, right, bottom) as shares of the film, moved with their films: [k, cells, cells]."""
    at = (torch.arange(fine) + 0.5) / fine
    edges = torch.tensor(boxes)[:, :, None]
    across = ((at > edges[:, 0]) & (at < edges[:, 2])).float()
    down = ((at > edges[:, 1]) & (at < edges[:, 3])).float()
    masks = (down[:, :, None] * across[:, None, :]).unsqueeze(1)
    return F.adaptive_avg_pool2d(moved(masks, theta, fine), cells).squeeze(1)


def plain(pixels, size: int = 0):
    films = pixels.float().div(255).unsqueeze(1)
    if size and size != films.shape[-1]:
        films = F.interpolate(films, size=size, mode="bilinear", antialias=True)
    return (films - MEAN) / STD
