"""Everything that decides what the model is, in one place."""

from dataclasses import dataclass

SEED = 20260
VERSION = "0.3.1"
RELEASED = "2026-11-26"
# Written into the ONNX file: the version that its weights came with. Operating points belong to VERSION.
WEIGHTS_VERSION = "0.3.0"

# Side of the square the network sees. Every multiple of 32 works: the trunk halves five times.
# At 192 pixels, networks that learnt at 160 rank the calibration part no better, in half as much time again.
SIZE = 160
# Side of the films that training draws from; passes of fewer pixels are sampled from it.
CACHE_SIZE = 192
# One mean and deviation for grey films; fixed, round numbers are easier to reproduce than measured ones.
MEAN, STD = 0.5, 0.25
# Held-out parts hold adults only, so the figures speak for the ages that the manifest accepts.
MINIMUM_AGE = 18

# The ten findings of the product (key: NIH's name), in the order of the model's outputs.
FINDINGS = {
    "effusion": "Effusion",
    "cardiomegaly": "Cardiomegaly",
    "pneumothorax": "Pneumothorax",
    "consolidation": "Consolidation",
    "atelectasis": "Atelectasis",
    "nodule": "Nodule",
    "mass": "Mass",
    "fibrosis": "Fibrosis",
    "edema": "Edema",
    "emphysema": "Emphysema",
}
# NIH's other four are learnt too, as company for the trunk, and dropped at export.
HELPERS = ["Infiltration", "Pneumonia", "Pleural_Thickening", "Hernia"]
# The last output: whether NIH's labels name anything at all.
ANY = "Any finding"
CLASSES = list(FINDINGS.values()) + HELPERS + [ANY]
# Findings that the goal is measured on; edema and emphysema rest on too few films.
GOAL = ["effusion", "cardiomegaly", "pneumothorax", "consolidation", "atelectasis", "nodule", "mass", "fibrosis"]


@dataclass(frozen=True)
class Member:
    """One network. `plan`: (pixels, passes), small films first since they are cheaper."""

    name: str
    seed: int
    plan: tuple
    rate: float
    # Name of the network it goes on from; ImageNet's weights otherwise.
    start: str = ""
    trunk: str = "efficientnet-lite0"
    # Blocks of the trunk that do not learn; they see the largest pictures and take half of the time.
    resting: int = 0


# Only others start from these; they are not shipped themselves.
BASES = [Member("base", SEED, ((128, 5), (160, 3), (192, 2)), 4e-4)]
# Those that learn; EDITIONS says which of them are shipped.
MEMBERS = [
    Member("first", SEED, ((160, 4),), 3e-4, start="base", resting=5),
    Member("wide", SEED + 4000003, ((128, 4), (160, 4)), 7e-4, trunk="efficientnet-lite2"),
]
# NIH's labels are noisy: where an earlier version's scores are given (--teacher), they weigh this much in the targets.
TEACHER_WEIGHT = 0.5
BATCH = 32
# The gate: main directions of the features, and the share of the calibration part that each bound refuses.
GATE_DIRECTIONS = 64
GATE_REFUSES = 0.004
# Films of other hospitals lie farther from the training's than its own held-out ones do: so much wider is that bound.
GATE_MARGIN = 1.25
# The maps start from nothing, the trunk from ImageNet: the former may move faster.
HEAD_RATE = 3.0
WEIGHT_DECAY = 0.02
WARM_UP_STEPS = 100
AVERAGE_DECAY = 0.995
# Of the films without any finding this share is drawn anew for each pass: they outnumber every finding.
NORMAL_SHARE = 0.5
# How much a radiologist's box pulls on the map of its finding, beside the labels.
BOX_WEIGHT = 0.05


@dataclass(frozen=True)
class Edition:
    """One package: the mean of its members' maps in one graph. The first member's features are what the gate reads."""

    id: str
    title: str
    members: tuple


EDITIONS = [
    Edition("sightline-cxr", "Sightline chest X-ray, ten findings", ("first", "wide")),
    Edition("sightline-cxr-small", "Sightline chest X-ray, ten findings, small", ("first",)),
]

# What happened to the run behind VERSION that the settings do not tell; the card repeats it.
RUN_NOTE = ("This version has the weights of 0.3.0, byte for byte; its operating points were chosen anew, and its card says more. "
            "`first` is the network of version 0.2.0, read back from that version's file because its checkpoint was lost "
            "(read_back.py). What was trained for 0.3.0 had 0.2.0's scores in its targets. The command gives "
            "a model like it, not the same numbers.")
