"""Compresses every DICOM file of a folder in place as JPEG 2000 lossless, which most archives hold their films in."""

import pathlib
import sys

import pydicom
from pydicom.uid import JPEG2000Lossless

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.dcm")):
    dataset = pydicom.dcmread(path)
    dataset.compress(JPEG2000Lossless, generate_instance_uid=False)
    dataset.save_as(path)
