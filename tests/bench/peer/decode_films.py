"""Stored values by pydicom with each plugin that it finds, and by GDCM itself: one JSON request a line, one JSON answer.

{"do": "plugins", "file": F}                              -> those that decode the file, or try to
{"do": "write", "file": F, "plugin": P, "raw": R}         -> little-endian values into R
{"do": "one", "file": F, "plugin": P, "times": N}         -> process CPU time of N decodings from memory to values, ms each
{"do": "all", "files": [F...], "plugin": P, "pool": K}    -> wall time of all of them by a pool of WORKERS processes or threads,
                                                             the values in hand in this process
usage: decode_films.py WORKERS
"""

import io
import json
import multiprocessing
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import gdcm
import numpy
import pydicom
from pydicom.pixels import get_decoder

GDCM_ITSELF = "gdcm.ImageReader"
NAMES = {gdcm.PixelFormat.UINT8: "uint8", gdcm.PixelFormat.INT8: "int8", gdcm.PixelFormat.UINT16: "uint16",
         gdcm.PixelFormat.INT16: "int16", gdcm.PixelFormat.UINT12: "uint16", gdcm.PixelFormat.INT12: "int16"}


def by_gdcm(path):
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    if not reader.Read():
        raise ValueError("gdcm does not read it")
    image = reader.GetImage()
    values = image.GetBuffer().encode("utf-8", "surrogateescape")
    kind = NAMES[image.GetPixelFormat().GetScalarType()]
    return numpy.frombuffer(values, kind).reshape(image.GetDimension(1), image.GetDimension(0))


def by_pydicom(source, plugin):
    dataset = pydicom.dcmread(source)
    dataset.pixel_array_options(raw=True, decoding_plugin=plugin)
    return dataset.pixel_array


def decode(path, plugin):
    return by_gdcm(path) if plugin == GDCM_ITSELF else by_pydicom(path, plugin)


def plugins(request):
    syntax = pydicom.dcmread(request["file"], stop_before_pixels=True).file_meta.TransferSyntaxUID
    try:
        decoder = get_decoder(syntax)
        named = [""] if decoder.is_native else list(decoder.available_plugins)
    except NotImplementedError:
        named = []
    found = []
    for plugin in [*named, GDCM_ITSELF]:
        try:
            decode(request["file"], plugin)
            found.append(plugin)
        except Exception:
            pass
    return found


def write(request):
    values = decode(request["file"], request["plugin"])
    values.astype(values.dtype.newbyteorder("<")).tofile(request["raw"])
    return values.dtype.newbyteorder("=").name


def one(request):
    path, plugin = request["file"], request["plugin"]
    with open(path, "rb") as file:
        encoded = file.read()
    spent = []
    for _ in range(request["times"]):
        started = time.process_time()
        # GDCM itself takes no memory, so it reads the file, which the system has in memory.
        by_gdcm(path) if plugin == GDCM_ITSELF else by_pydicom(io.BytesIO(encoded), plugin)
        spent.append((time.process_time() - started) * 1000)
    return spent


def all_of(request):
    work = [(path, request["plugin"]) for path in request["files"]]
    started = time.perf_counter()
    if request["pool"] == "processes":
        pixels = processes.starmap(decode, work, chunksize=1)
    else:
        pixels = list(threads.map(lambda film: decode(*film), work))
    assert len(pixels) == len(work)
    return (time.perf_counter() - started) * 1000


processes = multiprocessing.Pool(int(sys.argv[1]))
threads = ThreadPoolExecutor(int(sys.argv[1]))
DO = {"plugins": plugins, "write": write, "one": one, "all": all_of}
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"value": DO[request["do"]](request)}
    except Exception as problem:
        answer = {"error": f"{type(problem).__name__}: {problem}"}
    print(json.dumps(answer), flush=True)
processes.terminate()
