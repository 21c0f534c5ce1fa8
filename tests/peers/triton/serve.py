"""A real Triton server on CPU that serves one ONNX file under several names, some of which misbehave.

serve.py ONNX HTTP_PORT GRPC_PORT WORKSPACE. The Python backend asks this process, which runs onnxruntime.
"""

import os
import sys
import time

import numpy
import onnxruntime
from pytriton.decorators import batch
from pytriton.model_config import ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

ONNX, HTTP_PORT, GRPC_PORT, WORKSPACE = sys.argv[1:5]
SIDE = 192
LABELS = 10

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(ONNX, options, providers=["CPUExecutionProvider"])


@batch
def run(image):
    logits, maps = session.run(["logits", "maps"], {"image": image})
    return {"logits": logits, "maps": maps}


@batch
def other_weights(image):
    return {name: values + numpy.float32(0.05) for name, values in run(image).items()}


@batch
def not_finite(image):
    return {name: values * numpy.float32("nan") for name, values in run(image).items()}


@batch
def hang_on_films(image):
    """Answers the package's golden picture and hangs on every other one."""
    if not numpy.isclose(image.mean(), 0.0133987, atol=1e-3):
        time.sleep(float(os.environ.get("HANG_SECONDS", "5")))
    return run(image)


def bind(triton, name, infer, side=SIDE, labels=LABELS):
    triton.bind(
        model_name=name,
        infer_func=infer,
        inputs=[Tensor(name="image", dtype=numpy.float32, shape=(1, side, side))],
        outputs=[
            Tensor(name="logits", dtype=numpy.float32, shape=(labels,)),
            Tensor(name="maps", dtype=numpy.float32, shape=(labels, -1, -1)),
        ],
        config=ModelConfig(max_batch_size=8),
    )


config = TritonConfig(
    http_address="127.0.0.1",
    http_port=int(HTTP_PORT),
    grpc_address="127.0.0.1",
    grpc_port=int(GRPC_PORT),
    allow_metrics=False,
)
with Triton(config=config, workspace=WORKSPACE) as triton:
    bind(triton, "sightline-cxr", run)
    bind(triton, "other-weights", other_weights)
    bind(triton, "not-finite", not_finite)
    bind(triton, "hangs-on-films", hang_on_films)
    bind(triton, "another-shape", run, side=224, labels=14)
    triton.serve()
