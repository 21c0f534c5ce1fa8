"""`cardElements` of model.json: what CHAI and HL7 want a card to say, each under the name that they give it.

Names: Coalition for Health AI, Applied Model Card, https://mc.chai.org/v0.2/schema.xsd (first letters small here), and HL7
AI Transparency on FHIR 1.0.0-ballot, profile AI-Device. Names only: every word and figure below them is ours.
"""

import json

import numpy as np

from . import dataset
from .calibrate import CONFIDENCE, SENSITIVITY, SPECIFICITY
from .card_text import BIBLIOGRAPHY, FORBIDDEN
from .settings import MINIMUM_AGE, RELEASED, Edition

DEVELOPER = "The Sightline project"
CONTACT = "Whoever gave you this package: the project states no address of its own."
UNSEEN = "Nobody has tested what its results do to a reader or to care."
VALIDATION = ("Patients were split by a hash of their id before training; calibration and points were fitted on a part of their "
              "own, and the figures come from a third one, with the shipped file. That part has measured earlier versions "
              "too. No other hospital's films were measured.")
RETROSPECTIVE = "Retrospective, one data set, text-mined labels; no reader took part."


def estimate(label: str, found: dict) -> dict:
    """A figure with its interval, as CHAI's own examples write one."""
    value = {"kind": "estimate_ci", "estimate": found["value"], "lower": found["low"], "upper": found["high"], "level": 95}
    return {"label": label, "valueJson": json.dumps(value)}


def single(label: str, value: float) -> dict:
    return {"label": label, "valueJson": json.dumps({"kind": "single", "value": value})}


def short_of(measured: dict, point: str, share: str, promised: float) -> str:
    """Whose point keeps less on the test part than it promises."""
    rows = [*measured["labels"], measured["abnormality"]]
    found = [f"{row['label']} ({row[point][share]:.3f})" for row in rows if row[point][share] < promised]
    return ", ".join(found) or "none"


def shortfall(measured: dict) -> str:
    return (f"Sensitivity below {SENSITIVITY} at the rule-out point: {short_of(measured, 'ruleOut', 'sensitivity', SENSITIVITY)}. "
            f"Specificity below {SPECIFICITY} at the rule-in point: "
            f"{short_of(measured, 'operatingPoint', 'specificity', SPECIFICITY)}.")


def falls_short(measured: dict) -> bool:
    return (short_of(measured, "ruleOut", "sensitivity", SENSITIVITY) != "none"
            or short_of(measured, "operatingPoint", "specificity", SPECIFICITY) != "none")


def usefulness(model: dict, measured: dict) -> dict:
    on = model["measuredOn"]
    results = [estimate("Mean AUC over the findings", measured["all"])]
    return {
        "metricGoal": "Ranks films with a finding above films without it.",
        "results": results + [estimate(f"AUC, {row['label']}", row["auc"]) for row in measured["labels"]],
        "interpretation": f"Agreement with text-mined labels, not with truth. {UNSEEN}",
        "testType": RETROSPECTIVE,
        "testingDataDescription": f"{on['films']} films of {on['patients']} patients: {on['description']}.",
        "validationProcessAndJustification": VALIDATION,
    }


def fairness(measured: dict) -> dict:
    groups = [group for group in measured["groups"] if "source" not in group["group"]]
    low, high = min(groups, key=lambda g: g["value"]), max(groups, key=lambda g: g["value"])
    films = ", ".join(f"{group['group']} {group['films']}" for group in groups)
    return {
        "metricGoal": "Ranks films equally well whatever the patient's sex and age and the film's view.",
        "results": [estimate(f"Mean AUC, {group['group']}", group) for group in groups],
        "interpretation": (f"Lowest for {low['group']} ({low['value']:.3f}), highest for {high['group']} ({high['value']:.3f}); "
                           "thresholds are the same for all. Race, ethnicity, language and income are not in the data."),
        "testType": RETROSPECTIVE,
        "testingDataDescription": f"Films of the test part by group: {films}.",
        "validationProcessAndJustification": VALIDATION,
    }


def safety(measured: dict) -> dict:
    rows, gate = measured["labels"], measured["gate"]
    results = [single(f"Sensitivity at the rule-out point, {row['label']}", row["ruleOut"]["sensitivity"]) for row in rows]
    results += [single(f"Specificity at the rule-in point, {row['label']}", row["operatingPoint"]["specificity"]) for row in rows]
    results += [single(f"Share refused, films shown {name}", share) for name, share in gate["wrong"].items()]
    return {
        "metricGoal": (f"Rule-out points keep a sensitivity of {SENSITIVITY} and rule-in points a specificity of {SPECIFICITY} "
                       "on patients that they were not fitted on; films that it was not made for are refused."),
        "results": [*results, single("Share refused, films as they are", gate["refused"])],
        "interpretation": shortfall(measured),
        "testType": RETROSPECTIVE,
        "testingDataDescription": f"{gate['films']} films of the test part, every fourth of them shown wrongly as well.",
        "validationProcessAndJustification": (f"{VALIDATION} Each point stands where its promise would hold with a confidence "
                                              f"of {CONFIDENCE}."),
    }


def who(films: list) -> str:
    ages = [film.age for film in films]
    low, middle, high = (round(float(age)) for age in np.percentile(ages, [5, 50, 95]))
    women = sum(film.sex == "F" for film in films) / len(films)
    return f"ages {low} to {high} (5th to 95th percentile), half of them {middle} or less; {women:.2f} of the films women's"


def development(model: dict, films: list) -> str:
    parts = {name: dataset.of_part(films, name) for name in ("train", "calibration", "test")}
    counts = "; ".join(f"{name}: {len(part)} films of {dataset.patients(part)} patients" for name, part in parts.items())
    return f"{model['training']['data']}. {counts}; no patient in two parts. Training: {who(parts['train'])}."


def facts(edition: Edition, model: dict, films: list) -> dict:
    count, size = len(edition.members), model["input"]
    return {
        "outcomesAndOutputs": (f"For each of {len(model['labels']) - 1} findings, and for any finding at all: a calibrated "
                               "probability; absent, indeterminate or present by two points; a map of where the score comes "
                               "from. No diagnosis."),
        "modelType": (f"Deep learning, supervised: {count} convolutional network{'s' if count > 1 else ''} (EfficientNet-lite), "
                      "several labels a film."),
        "foundationModels": f"None. Start weights: {model['training']['startWeights']}.",
        "inputDataSource": "Radiographs out of the site's own image archive (DICOM, " +
                           f"{' and '.join(model['accepts']['modalities'])}).",
        "outputAndInputDataTypes": (f"In: one film as {size['width']} x {size['height']} grey values; nothing of the patient but "
                                    "what the film shows. Out: numbers (logits, maps, what speaks against the film)."),
        "developmentDataCharacterization": development(model, films),
        "biasMitigationApproaches": ("No patient in two parts; films chosen because they are abnormal neither calibrate nor "
                                     "measure; figures by sex, age and view. Differences between groups were measured and "
                                     "not corrected."),
        "ongoingMaintenance": ("None is promised, and nothing watches the model in use: a site measures it on its own films, "
                               "before and after (npm run ops -- models evaluate). A new version has thresholds and figures "
                               "of its own."),
        "security": ("The file's SHA-256 stands in the manifest, is compared at start, and stands in every result. Films go to "
                     "no one but the machines that the site names."),
        "transparency": ("Training code, settings and every figure (figures.json) lie in the open beside the model; the data are "
                         "NIH's and public."),
    }


def trust(edition: Edition, model: dict, films: list) -> dict:
    return {
        "aiSystemFacts": facts(edition, model, films),
        "transparencyInformation": {
            "fundingSource": "None on record.",
            "thirdPartyInformation": (f"Data: {model['training']['data']}. Start weights: "
                                      f"{model['training']['startWeights']}."),
            "stakeholdersConsulted": "None on record: neither clinicians nor patients.",
        },
    }


def uses(model: dict) -> dict:
    return {
        "intendedUseAndWorkflow": f"{model['intendedUse']} Results are filed as preliminary and marked as made by AI.",
        "primaryIntendedUsers": ("Qualified readers of chest radiographs in research, and engineers who test the product's "
                                 "interfaces."),
        "howToUse": ("Read the film, then compare. From the rule-in point on a finding is called present, below the rule-out "
                     "point absent, between them indeterminate. The map shows where a score comes from. Measure it on films of "
                     "your own first."),
        "targetedPatientPopulation": (f"Adults of {MINIMUM_AGE} years and over with a frontal chest radiograph "
                                      f"({' or '.join(model['accepts']['views'])})."),
        "cautionedOutOfScopeSettings": FORBIDDEN.replace("\n", " "),
    }


def warnings(model: dict, measured: dict) -> dict:
    return {
        "knownRisksAndLimitations": " ".join(model["limits"]),
        "knownBiasesOrEthicalConsiderations": (
            f"{fairness(measured)['interpretation']} All films are one hospital's. Devices, drains and patient position may "
            "stand in for a finding."),
        "clinicalRiskLevel": "None assigned: it is for research, and no regulator has classed it.",
    }


def resources() -> dict:
    return {
        "evaluationReferences": "MODEL_CARD.md and figures.json beside model.json; npm run ops -- models evaluate finds them anew.",
        "clinicalTrial": "None.",
        "peerReviewedPublications": "None of this model; of its data, see the bibliography.",
        "reimbursementStatus": "None.",
        "patientConsentOrDisclosure": ("NIH published the films without identities; this project asked nobody for consent. Every "
                                       "result says that AI made it; what patients are told is the site's to decide."),
    }


def device(model: dict) -> dict:
    """Of the AI-Device. Its identifier is the file's hash, which stands in the manifest; owner and url are the site's to say."""
    return {
        "aiKind": "Deep-Learning-Models", "deviceName": model["title"], "modelNumber": model["id"],
        "version": model["version"], "manufacturer": DEVELOPER, "manufactureDate": RELEASED, "contact": CONTACT,
        "safety": model["regulatoryStatus"],
    }


def card_elements(edition: Edition, model: dict, films: list, measured: dict) -> dict:
    mean, labels = measured["all"], [row["label"] for row in measured["labels"]]
    return {
        "basicInfo": {"modelName": model["title"], "modelDeveloper": DEVELOPER, "developerContact": CONTACT},
        "releaseInfo": {
            "releaseStage": "Research; not released for clinical use.", "releaseDate": RELEASED,
            "releaseVersion": model["version"],
            "globalAvailability": f"Open source ({model['licence']}); nowhere available as a medical device.",
            "regulatoryApproval": model["regulatoryStatus"],
        },
        "modelSummary": {
            "summary": (f"{model['intendedUse']} Mean AUC {mean['value']:.3f} ({mean['low']:.3f} to {mean['high']:.3f}) over "
                        f"{len(labels)} findings on {model['measuredOn']['description']}."),
            "keywords": ["chest radiograph", *labels],
        },
        "usesAndDirections": uses(model),
        "warnings": warnings(model, measured),
        "trustIngredients": trust(edition, model, films),
        "keyMetrics": {"usefulnessUsabilityEfficacy": usefulness(model, measured), "fairnessEquity": fairness(measured),
                       "safetyReliability": safety(measured)},
        "resources": resources(),
        "bibliography": BIBLIOGRAPHY,
        "aiDevice": device(model),
    }
