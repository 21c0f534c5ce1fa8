"""Trains, calibrates, measures and exports Sightline's chest X-ray model."""
