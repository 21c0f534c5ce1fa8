CodeSystem: SightlineCodes
Id: sightline
Title: "Sightline codes"
Description: "Our own codes: for every finding, so that one query finds what has no confirmed public code, and for the measures beside a finding. The terms are those of lib/standards, and a test holds them equal."
* ^caseSensitive = true
* ^experimental = false
// A hospital's own model brings codes of its own, MODEL.LABEL.
* ^content = #fragment
* #effusion "Pleural effusion"
* #cardiomegaly "Cardiomegaly"
* #pneumothorax "Pneumothorax"
* #consolidation "Consolidation of lung"
* #atelectasis "Atelectasis"
* #nodule "Nodule of lung"
* #mass "Mass of lung"
* #fibrosis "Fibrosis of lung"
* #edema "Pulmonary edema"
* #emphysema "Pulmonary emphysema"
* #probability "Calibrated probability"
* #operating-point "Operating point (threshold)"
* #sensitivity "Sensitivity at the operating point"
* #specificity "Specificity at the operating point"
* #laterality "Side of the patient"
* #sop-instance-uid "Film that shows it (SOP Instance UID)"
* #map-region "Box where the activation map is strong (pixels)"
