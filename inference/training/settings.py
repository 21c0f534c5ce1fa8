"""Everything that decides what the model is, in one place."""

from dataclasses import dataclass

SEED = 20260
# What the command makes next; the packages of inference/models are 0.3.1, by the recipe before this one.
VERSION = "0.4.0"
RELEASED = "2026-11-27"
# Written into the ONNX file: the version that its weights came with. Operating points belong to VERSION.
WEIGHTS_VERSION = "0.4.0"

# Side of the square the network sees. Every multiple of 32 works: the trunk halves five times.
SIZE = 224
# Side of the films that training draws from; passes of other sizes are sampled from it.
CACHE_SIZE = 224
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
    """One network. `plan`: (pixels, passes). It starts from ImageNet's weights."""

    name: str
    seed: int
    plan: tuple
    rate: float
    trunk: str = "efficientnet-lite2"
    # A teacher learns from all folds of the training part but this one, and scores its films.
    fold: int = -1


# Patients of the training part, dealt into so many folds: each film gets its soft label from a network that never saw its
# patient, so that a network which learnt a wrong label by heart cannot repeat it.
FOLDS = 5
TEACHERS = [Member(f"teacher-{fold}", SEED + 31 * fold, ((224, 10),), 1e-3, fold=fold) for fold in range(FOLDS)]
# Those that learn from labels and teachers; EDITIONS says which of them are shipped. More passes learn films by heart.
STUDENTS = [
    Member("small", SEED + 1000003, ((224, 10),), 1e-3, trunk="efficientnet-lite0"),
    Member("wide", SEED + 4000003, ((224, 7),), 1e-3),
]
# The stages of a run, and the share of a limited time by which each has to end.
STAGES = [(TEACHERS, 0.45), (STUDENTS, 1.0)]
# What the teachers' scores weigh in the students' targets: NIH's labels are noisy.
TEACHER_WEIGHT = 0.5
# Squares on which a trained network is compared on the calibration part, to choose SIZE and the editions' members.
JUDGE_SIZES = (160, 192, 224)
BATCH = 64
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
    Edition("sightline-cxr", "Sightline chest X-ray, ten findings", ("small", "wide")),
    Edition("sightline-cxr-small", "Sightline chest X-ray, ten findings, small", ("small",)),
]

# What happened to the run behind VERSION that the settings do not tell; the card repeats it.
RUN_NOTE = "The command gives a model like it, not the same numbers."
