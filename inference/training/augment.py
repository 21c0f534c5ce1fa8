"""Random changes to training films: position, sharpness and above all grey levels.

Hospitals window their DICOM differently from NIH, so brightness, contrast and gamma vary widely.
Mirroring puts the heart on the wrong side; none of the findings is named by side, and it helped.
"""

import math

import torch
from torch.nn import functional as F

from .settings import MEAN, STD


def uniform(count: int, low: float, high: float):
    return torch.rand(count) * (high - low) + low


def moved(films, size: int):
    """Rotated, scaled, shifted, mirrored, and sampled at the size of this pass."""
    n = len(films)
    angle = uniform(n, -10, 10) * math.pi / 180
    wide, high = uniform(n, 0.87, 1.13), uniform(n, 0.87, 1.13)
    mirror = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    theta = torch.stack([
        torch.stack([torch.cos(angle) * wide * mirror, -torch.sin(angle) * high, uniform(n, -0.12, 0.12)], 1),
        torch.stack([torch.sin(angle) * wide * mirror, torch.cos(angle) * high, uniform(n, -0.12, 0.12)], 1),
    ], 1)
    grid = F.affine_grid(theta, (n, 1, size, size), align_corners=False)
    return F.grid_sample(films, grid, align_corners=False)


def softened(films, share: float = 0.3):
    """Some films lose their fine detail, so that sharpness never tells the two source folders apart."""
    chosen = torch.rand(len(films)) < share
    if chosen.any():
        side = films.shape[-1]
        small = F.interpolate(films[chosen], size=side * 2 // 3, mode="bilinear", antialias=True)
        films[chosen] = F.interpolate(small, size=side, mode="bilinear")
    return films


def relit(films):
    n = len(films)
    gamma = torch.exp(uniform(n, -0.4, 0.4)).view(n, 1, 1, 1)
    contrast = uniform(n, 0.7, 1.3).view(n, 1, 1, 1)
    light = uniform(n, -0.15, 0.15).view(n, 1, 1, 1)
    films = films.clamp(0, 1) ** gamma
    films = (films - 0.5) * contrast + 0.5 + light
    return (films + torch.randn_like(films) * 0.01).clamp(0, 1)


def augmented(pixels, size: int):
    """Bytes [n, s, s] to normalised training input [n, 1, size, size]."""
    films = pixels.float().div(255).unsqueeze(1)
    return (relit(moved(softened(films), size)) - MEAN) / STD


def plain(pixels):
    return (pixels.float().div(255).unsqueeze(1) - MEAN) / STD
