"""Writes each file named after the first argument into that folder, uncompressed; what pydicom cannot decode is left out."""

import sys
from pathlib import Path

import pydicom

folder = Path(sys.argv[1])
for at, name in enumerate(sys.argv[2:]):
    try:
        data = pydicom.dcmread(name)
        if data.file_meta.TransferSyntaxUID.is_compressed:
            data.decompress(generate_instance_uid=False)
        # Read once, an element written as UN has its own representation again, without which dcmtk passes over it.
        for _ in data.iterall():
            pass
        data.save_as(folder / f"{at}.dcm")
    except Exception as problem:
        print(f"{name}: {problem}", file=sys.stderr)
