"""Everything that decides what the model is, in one place."""

from dataclasses import dataclass

SEED = 20260
VERSION = "0.2.0"
MODEL_ID = "sightline-cxr"

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
    # Blocks of the trunk that do not learn; they see the largest pictures and take half of the time.
    resting: int = 0


# Only others start from these; they are not shipped themselves.
BASES = [
    Member("base", SEED, ((128, 5), (160, 3), (192, 2)), 4e-4),
    Member("other", SEED + 1000003, ((128, 5), (160, 2)), 6e-4),
]
# What is shipped, as the mean of their maps in one graph.
MEMBERS = [
    Member("first", SEED, ((160, 4),), 3e-4, start="base", resting=5),
    Member("second", SEED + 3000003, ((160, 3),), 3e-4, start="other", resting=5),
    Member("third", SEED + 2000003, ((160, 4),), 5e-4, start="base", resting=5),
]
BATCH = 32
# The maps start from nothing, the trunk from ImageNet: the former may move faster.
HEAD_RATE = 3.0
WEIGHT_DECAY = 0.02
WARM_UP_STEPS = 100
AVERAGE_DECAY = 0.995
# Of the films without any finding this share is drawn anew for each pass: they outnumber every finding.
NORMAL_SHARE = 0.5
# How much a radiologist's box pulls on the map of its finding, beside the labels.
BOX_WEIGHT = 0.05

# What happened to the run behind VERSION that the settings do not tell; the card repeats it.
RUN_NOTE = ("In place of a base trained anew, the run behind this version went on from the weights of version 0.1.0, "
            "the base's plan in batches of 16 without boxes and finer maps, read back from its file (read_back.py). "
            "The machine was shared: the plan of `other` was set to nine and back to seven passes while it ran, so its "
            "learning rate followed those in turn. The command gives a model like it, not the same numbers.")
