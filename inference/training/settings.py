"""Everything that decides what the model is, in one place."""

SEED = 20260
VERSION = "0.1.0"
MODEL_ID = "sightline-cxr"

# Side of the square the network sees. Every multiple of 32 works: the trunk halves five times.
SIZE = 192
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
CLASSES = list(FINDINGS.values()) + HELPERS

# (pixels, passes): small films first, since they are cheaper; the last passes see the size that is shipped.
# The trunk's first layers learn in passes of the first size only.
PLAN = [(128, 5), (160, 3), (192, 2)]
BATCH = 16
LEARNING_RATE = 4e-4
WEIGHT_DECAY = 0.02
WARM_UP_STEPS = 200
AVERAGE_DECAY = 0.998

# What happened to the run behind VERSION that the plan does not tell; the card repeats it.
RUN_NOTE = ("The machine was shared, so the plan was set in three steps while this run went on: its first five passes "
            "followed the learning rate of an 11-pass plan, part of the sixth that of an 8-pass plan. The command "
            "gives a model like it, not the same numbers.")
