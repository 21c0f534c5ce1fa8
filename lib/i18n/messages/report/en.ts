/** The report itself, for FHIR, HL7 v2 and PDF alike. A banner's words say no more than the status allows. */
export const report = {
  aiStatement:
    'Produced by artificial intelligence (model {model}, version {version}). Preliminary: not reviewed or signed by a clinician. Research use; not cleared by any regulator.',
  aiStatementSigned:
    'Produced with artificial intelligence (model {model}, version {version}); reviewed and signed by {signer}. Research use; not cleared by any regulator.',
  aiStatementWithdrawn:
    'Produced by artificial intelligence (model {model}, version {version}) and withdrawn: do not use. Research use; not cleared by any regulator.',
  banner: {
    preliminary: 'PRELIMINARY - PRODUCED BY AI SOFTWARE - NOT REVIEWED OR SIGNED BY A CLINICIAN',
    final: 'FINAL - PRODUCED WITH AI SOFTWARE - SIGNED BY {signer}, {date}',
    amended:
      'AMENDED - REPLACES THE EARLIER VERSION - PRODUCED WITH AI SOFTWARE - SIGNED BY {signer}, {date}',
    corrected:
      'CORRECTED - THE EARLIER VERSION WAS WRONG - PRODUCED WITH AI SOFTWARE - SIGNED BY {signer}, {date}',
    cancelled: 'CANCELLED - THIS AI RESULT IS WITHDRAWN - DO NOT USE',
    'entered-in-error': 'ENTERED IN ERROR - THIS AI RESULT IS WITHDRAWN - DO NOT USE',
  },
  status: {
    preliminary: 'Preliminary',
    final: 'Final',
    amended: 'Amended',
    corrected: 'Corrected',
    cancelled: 'Cancelled',
    'entered-in-error': 'Entered in error',
  },
  withdrawn: {
    cancelled:
      'This AI analysis was cancelled. What earlier versions of this report state is withdrawn; read the films without it.',
    'entered-in-error':
      'This AI report was filed in error, perhaps for the wrong patient or study. What earlier versions state is withdrawn; do not act on it.',
  },
  reissued: {
    'patient-merged':
      'Version {version}: the hospital has merged the records of this patient. The findings are as they were.',
    'patient-updated':
      'Version {version}: the hospital has changed the identifiers or personal data of this patient. The findings are as they were.',
    'order-cancelled':
      'Version {version}: the order was cancelled after the films had been analysed. The findings are as they were.',
    'study-moved': 'Version {version}: these films are no longer filed under this patient.',
    'analysed-twice':
      'Version {version}: the same films have another report under this patient, which stands.',
    'prior-withdrawn':
      'Version {version}: the earlier AI result that this one was compared with was withdrawn. The findings are as they were.',
    'amended-by-reader': 'Version {version}: the signing clinician has added to this report.',
    'corrected-by-reader': 'Version {version}: the signing clinician has corrected this report.',
    'withdrawn-by-hand': 'Version {version}: a person at the hospital has withdrawn this report.',
  },
  title: 'AI analysis of a {examination}',
  examination: {
    'chest radiograph': 'chest radiograph',
    radiograph: 'radiograph',
    mammogram: 'mammogram',
    'medical image': 'medical image',
  },
  study: 'Study: {study}',
  ofDate: 'of {date}',
  accession: 'accession {identifier}',
  order: 'order {identifier}',
  patientIdentifier: 'Patient identifier: {identifier}',
  finding: '{finding}: {presence}. Probability {probability} ({point} {threshold}: {measured}).',
  findingWithProbability: '{finding} (probability {probability})',
  measured: 'sensitivity {sensitivity}, specificity {specificity}',
  operatingPoint: 'operating point',
  ruleOutPoint: 'rule-out point',
  place: "The model''s map is strongest in the {zone} third of the film.",
  zone: { upper: 'upper', middle: 'middle', lower: 'lower' },
  side: { left: 'left', right: 'right', bilateral: 'bilateral' },
  presence: {
    present: 'present',
    absent: 'absent',
    indeterminate: 'indeterminate',
    possible: 'possibly present',
  },
  separator: { list: '; ', part: ', ', mark: ' · ' },
  /** Observation.interpretation and bodySite. */
  interpretation: {
    present: 'At or above the operating point {threshold}',
    indeterminate: 'Indeterminate: below the operating point {threshold}',
    absent: 'Below the operating point {threshold}; not excluded',
    ruledOut: 'Below the rule-out point {threshold}; not excluded',
  },
  bodySide: {
    left: 'Left side of the patient',
    right: 'Right side of the patient',
    bilateral: 'Both sides of the patient',
  },
  nothingPresent:
    'The model found none of the listed findings above its operating point. This does not exclude disease.',
  present: "Above the model''s operating point: {findings}. To be confirmed by a radiologist.",
  presentSigned: "Above the model''s operating point: {findings}.",
  indeterminate: 'Indeterminate: {findings}.',
  /** What a reader says of what the model found. */
  read: {
    finding: '{finding}: {presence} ({decision}). AI: {model}',
    confirmed: 'confirmed by the reader',
    changed: 'changed by the reader',
    rejected: 'rejected by the reader: {reason}',
    reason: {
      'not-seen': 'not seen on the film',
      artefact: 'artefact or overlying structure',
      'normal-variant': 'normal variant',
      known: 'known, or not relevant now',
      'image-quality': 'image quality does not allow it',
      other: 'other reason',
    },
    comment: 'Reader: {comment}',
    nothingPresent:
      'As read by {signer}: none of the listed findings is present. The AI looked for the listed findings only.',
    present: 'As read by {signer}, present: {findings}.',
    rejectedList: 'Found by the AI and rejected by the reader: {findings}.',
    added: 'Not found by the AI and added by the reader: {findings}.',
  },
  comparison: {
    sameModel: 'Compared with the AI result of the study of {date}, made by the same model version.',
    otherModel:
      'Compared with the AI result of the study of {date}, made by another model version: the probabilities of the two cannot be compared, and a change may lie in the model and not in the patient.',
    nowPresent: 'Above the operating point now and not then: {findings}.',
    stillPresent: 'Above the operating point both times: {findings}.',
    nowAbsent: 'Above the operating point then and not now: {findings}.',
    nonePresent: 'No finding was above its operating point either time.',
    notLookedFor: 'Not looked for then: {findings}.',
    noLongerLookedFor: 'Above the operating point then and not looked for now: {findings}.',
    change: '{finding} (probability {before} then, {probability} now)',
    ownSight: 'The model read each study by itself: it did not lay the films side by side.',
  },
  limits: {
    listedOnly:
      'Only the findings listed were looked for. "Absent" means below the point stated, not excluded.',
    measuredOn: 'Sensitivity and specificity were measured on {population}; they may differ here.',
    heldOut: "the model''s held-out films",
    noMap: 'This model draws no map: it does not say where in the film a finding lies, nor on which side.',
    map: "Sides and places are estimated from the model''s activation map, which shows what influenced the model and not the outline of a finding.",
    films: 'Films analysed: {number}.',
    refused: 'Films not analysed: {number} ({reason}).',
    model: 'Model: {model}, version {version} ({identifier}), SHA-256 {hash}; ran on {device}.',
    research: 'Research use; not cleared by any regulator.',
  },
  heading: {
    impression: 'Impression',
    findings: 'Findings',
    comparison: 'Comparison',
    limits: 'Limits',
  },
  pdf: {
    page: 'Page {number} of {total}',
    patient: 'Patient',
    noName: 'Name not stated',
    study: 'Study',
    order: 'Order',
    studyUid: 'Study Instance UID',
    examined: 'Examined',
    issued: 'Report written',
    report: 'Report',
    versionOf: '{identifier}, version {version}',
    reason: 'Why this version',
    signedBy: 'Signed by',
    notSigned: 'Not signed',
    point: 'Point',
    finding: 'Finding',
    presence: 'Presence',
    modelTitle: 'Model',
  },
} as const;
