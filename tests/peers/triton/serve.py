"""A real Triton server on CPU that serves one ONNX file under several names, some of which misbehave.

serve.py ONNX HTTP_PORT GRPC_PORT WORKSPACE NAME... The Python backend asks this process, which runs onnxruntime.
It ends with everything that it started when its standard input does.
"""

import os
import signal
import sys
import threading
import time

import numpy
import onnxruntime
from pytriton.decorators import batch
from pytriton.model_config import ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

ONNX, HTTP_PORT, GRPC_PORT, WORKSPACE, *NAMES = sys.argv[1:]
HANG_SECONDS = 4

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(ONNX, options, providers=["CPUExecutionProvider"])
_, CHANNELS, HEIGHT, WIDTH = session.get_inputs()[0].shape
LABELS = session.get_outputs()[0].shape[1]
GATE = session.get_outputs()[2].shape[1]


def of_model(image):
    logits, maps, gate = session.run(["logits", "maps", "gate"], {"image": image})
    return {"logits": logits, "maps": maps, "gate": gate}


@batch
def run(image):
    return of_model(image)


@batch
def other_weights(image):
    return {name: values + numpy.float32(0.05) for name, values in of_model(image).items()}


@batch
def moody(image):
    """Right on every film that shows something; of a flat one the grey says what goes wrong."""
    grey = float(image.mean())
    if float(image.std()) > 0.01:
        return of_model(image)
    if grey < -0.5:
        time.sleep(HANG_SECONDS)
        return of_model(image)
    if grey > 0.5:
        return {name: values * numpy.float32("nan") for name, values in of_model(image).items()}
    raise RuntimeError("a flat grey film")


# How it answers; pixels and labels that it has more than the package.
MODELS = {
    "sightline-cxr": (run, 0, 0),
    "other-weights": (other_weights, 0, 0),
    "another-shape": (run, 32, 4),
    "moody": (moody, 0, 0),
}


def bind(triton, name):
    infer, more_pixels, more_labels = MODELS[name]
    labels = LABELS + more_labels
    triton.bind(
        model_name=name,
        infer_func=infer,
        inputs=[Tensor(name="image", dtype=numpy.float32, shape=(CHANNELS, HEIGHT + more_pixels, WIDTH))],
        outputs=[
            Tensor(name="logits", dtype=numpy.float32, shape=(labels,)),
            Tensor(name="maps", dtype=numpy.float32, shape=(labels, -1, -1)),
            Tensor(name="gate", dtype=numpy.float32, shape=(GATE,)),
        ],
        config=ModelConfig(max_batch_size=8),
    )


def end_with_parent():
    # Its group is its own: the tests start it detached.
    while sys.stdin.buffer.read(1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
config = TritonConfig(
    http_address="127.0.0.1",
    http_port=int(HTTP_PORT),
    grpc_address="127.0.0.1",
    grpc_port=int(GRPC_PORT),
    allow_metrics=False,
)
with Triton(config=config, workspace=WORKSPACE) as triton:
    for name in NAMES:
        bind(triton, name)
    triton.serve()
