"""Film to model output as a Python engineer would write it: requests + pydicom + onnxruntime, one film after the other.

usage: film_to_output.py ROOT MODEL_DIR
Reads one JSON object a line, {studies, workers, encoding}, and answers with another: {value: {msPerFilm, cpuMsPerFilm, scores}}
or {error}. Above one worker the same function runs in a thread pool; an encoding other than null is what it accepts of the
archive instead of what requests accepts by itself.
"""

import io
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
import pydicom
import requests
from PIL import Image
from pydicom.pixels import apply_modality_lut

ACCEPT = 'multipart/related; type="application/dicom"; transfer-syntax=*'


def fetch(session, root, study, encoding):
    headers = {"Accept-Encoding": encoding} if encoding else {}
    listed = session.get(f"{root}/studies/{study}/instances", headers={"Accept": "application/dicom+json"}).json()[0]
    series, instance = listed["0020000E"]["Value"][0], listed["00080018"]["Value"][0]
    url = f"{root}/studies/{study}/series/{series}/instances/{instance}"
    answer = session.get(url, headers={"Accept": ACCEPT, **headers})
    answer.raise_for_status()
    start = answer.content.index(b"\r\n\r\n") + 4
    end = answer.content.rindex(b"\r\n--")
    return answer.content[start:end]


def grey(dataset):
    pixels = apply_modality_lut(dataset.pixel_array, dataset).astype(np.float32)
    if "WindowCenter" in dataset:
        centre, width = float(np.atleast_1d(dataset.WindowCenter)[0]), float(np.atleast_1d(dataset.WindowWidth)[0])
        low, high = centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2
    else:
        low, high = np.percentile(pixels, [0.5, 99.5])
    unit = np.clip((pixels - low) / (high - low), 0, 1)
    return 1 - unit if dataset.PhotometricInterpretation == "MONOCHROME1" else unit


def prepare(dataset, spec):
    image = Image.fromarray(grey(dataset), mode="F").resize((spec["width"], spec["height"]), Image.BILINEAR)
    return ((np.asarray(image) - spec["mean"]) / spec["std"]).astype(np.float32)[None, None]


def main(root, folder):
    with open(os.path.join(folder, "model.json")) as file:
        manifest = json.load(file)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    model = onnxruntime.InferenceSession(os.path.join(folder, manifest["file"]), options, ["CPUExecutionProvider"])
    names = [manifest["outputs"]["scores"]["tensor"], manifest["outputs"]["maps"]["tensor"]]
    session = requests.Session()

    def film_to_output(study, encoding):
        dataset = pydicom.dcmread(io.BytesIO(fetch(session, root, study, encoding)))
        scores, _maps = model.run(names, {manifest["input"]["name"]: prepare(dataset, manifest["input"])})
        return scores[0].tolist()

    def measure(studies, workers, encoding):
        started, cpu = time.perf_counter(), time.process_time()
        if workers > 1:
            with ThreadPoolExecutor(workers) as pool:
                scores = list(pool.map(lambda study: film_to_output(study, encoding), studies))
        else:
            scores = [film_to_output(study, encoding) for study in studies]
        spent = {"msPerFilm": time.perf_counter() - started, "cpuMsPerFilm": time.process_time() - cpu}
        return {name: seconds * 1000 / len(studies) for name, seconds in spent.items()} | {"scores": scores}

    for line in sys.stdin:
        try:
            answer = {"value": measure(**json.loads(line))}
        except Exception as problem:
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)


main(*sys.argv[1:])
