"""Stored values of DICOM files by pydicom, and by GDCM itself where pydicom has no way in.

usage: read_pixels.py OUT FILE...
One JSON line a file: {file, reader, shape, dtype, raw}, raw being a file in OUT of little-endian values; {file, reader: null}
where neither reads it; nothing for an object without pixels.
"""

import json
import os
import sys

import gdcm
import numpy
import pydicom

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def by_pydicom(dataset):
    dataset.pixel_array_options(raw=True)
    return dataset.pixel_array


def by_gdcm(path, dataset):
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    if not reader.Read():
        raise ValueError("gdcm does not read it")
    image = reader.GetImage()
    kind = image.GetPixelFormat()
    names = {gdcm.PixelFormat.UINT8: "uint8", gdcm.PixelFormat.INT8: "int8", gdcm.PixelFormat.UINT16: "uint16",
             gdcm.PixelFormat.INT16: "int16", gdcm.PixelFormat.UINT12: "uint16", gdcm.PixelFormat.INT12: "int16"}
    values = numpy.frombuffer(image.GetBuffer().encode("utf-8", "surrogateescape"), names[kind.GetScalarType()])
    frames = int(dataset.get("NumberOfFrames", 1))
    return values.reshape([frames] * (frames > 1) + [dataset.Rows, dataset.Columns])


def read(path):
    dataset = pydicom.dcmread(path, force=True)
    if not any(name in dataset for name in PIXELS):
        return None
    for name, reader in (("pydicom", lambda: by_pydicom(dataset)), ("gdcm", lambda: by_gdcm(path, dataset))):
        try:
            return name, reader()
        except Exception:
            pass
    return None, None


out, *files = sys.argv[1:]
for number, file in enumerate(files):
    found = read(file)
    if found is None:
        continue
    reader, values = found
    line = {"file": file, "reader": reader}
    if reader:
        line |= {"shape": list(values.shape), "dtype": values.dtype.newbyteorder("=").name, "raw": os.path.join(out, str(number))}
        values.astype(values.dtype.newbyteorder("<")).tofile(line["raw"])
    print(json.dumps(line), flush=True)
