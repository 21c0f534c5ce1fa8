import { cardElements } from './card-elements/en.ts';
import { report } from './report/en.ts';

/** The source of all words. ICU messages; every other language has the same keys, checked by the compiler. */
export const en = {
  app: {
    name: 'Sightline',
    tagline: 'Imaging AI inside the patient’s chart',
    mark: 'AI – Research use; not cleared by any regulator',
    skipToContent: 'Skip to content',
    language: 'Language',
    backToChart: 'Back to the studies',
  },
  landing: {
    sites: 'Open with the EHR’s own patient list',
    siteLink: 'Open at {site}',
    title: 'Imaging AI inside the patient’s chart',
    lead: 'Sightline opens from a patient’s chart, runs imaging models on that patient’s films and files the preliminary result where your other results are: in the chart and in the HL7 v2 feed.',
    howTitle: 'How to open it',
    stepChart: 'Open the patient in your EHR.',
    stepLaunch: 'Choose Sightline in the chart. It opens for that patient and no other.',
    stepAnalyse:
      'Choose a study and start the analysis. You can watch each step, or close the window: the work goes on.',
    standalone: 'This address shows no patients. A patient is only ever opened from the chart.',
    safetyTitle: 'What it is, and what it is not',
    safetyResearch: 'Research use. No regulator has cleared it.',
    safetyPreliminary: 'Every result is preliminary until a clinician signs it.',
    safetyRefuses: 'It declines films for which it was not made, and says why.',
  },
  patient: {
    leave: 'Log out',
    region: 'Patient',
    identifier: 'MRN',
    identifierLong: 'Medical record number',
    birthDate: 'Born',
    age: 'Age',
    sex: 'Sex',
    unknown: 'not stated',
    years: '{count, plural, one {# year} other {# years}}',
    months: '{count, plural, one {# month} other {# months}}',
    days: '{count, plural, one {# day} other {# days}}',
    user: 'Signed in as',
  },
  sex: { male: 'Male', female: 'Female', other: 'Other', unknown: 'Unknown' },
  studies: {
    notAmong:
      'The study that you opened Sightline from is not among those that could be found for this patient.',
    chosen: 'Opened from the chart',
    title: 'Imaging studies',
    count: '{count, plural, =0 {No studies} one {# study} other {# studies}}',
    modality: 'Modality',
    accession: 'Accession',
    images: 'Images',
    untitled: 'Study without a description',
    noDate: 'Date not stated',
    notAnalysed: 'Not analysed',
    analyse: 'Analyse',
    analyseStudy: 'Analyse the study {study}',
    analyseAgain: 'Analyse again',
    openProgress: 'Watch progress',
    openResult: 'Open result',
    openReason: 'See why',
    openStudy: 'Open the study {study}',
    starting: 'Starting …',
    emptyTitle: 'No imaging studies in this chart',
    emptyText:
      'The EHR lists no imaging study for this patient. A film that was just taken can need some minutes to appear here.',
    emptyAction: 'Look again',
    noneFound: 'No finding above its operating point',
    noneSigned: 'Nothing listed is present',
    disclaimer: 'AI results are preliminary. They support a reading and do not replace one.',
  },
  state: {
    queued: 'Waiting',
    retrieving: 'Fetching the films',
    decoding: 'Decoding the films',
    inferring: 'Running the model',
    writing: 'Writing the results',
    delivering: 'Filing the results',
    completed: 'Filed as preliminary',
    sentToEngine: 'Sent to the HL7 engine as preliminary',
    signed: 'Signed and filed',
    signedToEngine: 'Signed, and sent to the HL7 engine',
    withdrawn: 'Withdrawn',
    undelivered: 'Not filed everywhere',
    refused: 'Declined',
    failed: 'Failed',
  },
  step: {
    retrieve: 'Fetch films',
    decode: 'Decode',
    infer: 'Run model',
    write: 'Write results',
    deliver: 'File results',
  },
  stepState: { waiting: 'waiting', running: 'running', done: 'done', stopped: 'stopped' },
  progress: {
    title: 'Analysis',
    region: 'Progress of the analysis',
    running: 'Analysis running',
    runningHint: 'You may close this window. The analysis goes on, and its result stays in the chart.',
    startedFromChart: 'Started from the chart',
    startedFromOrder: 'Started by an imaging order',
    finishedIn: 'Finished in {seconds} s',
    stepsCaption: 'Steps and their times',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting: 'The connection was interrupted. Reconnecting; the analysis itself goes on.',
    disconnected: 'Live updates have stopped. The analysis itself goes on.',
    reload: 'Reload the page',
  },
  result: {
    title: 'Findings',
    preliminary: 'Preliminary',
    preliminaryLong: 'Produced by AI, not signed',
    withdrawn: 'Withdrawn: do not use',
    reissued: 'Filed again',
    preliminaryText: 'No clinician has reviewed this result. Do not act on it without reading the film.',
    presentCount:
      '{count, plural, =0 {No finding above its operating point} one {# finding present} other {# findings present}}',
    noFindings: 'No findings were produced.',
    triage: 'Any finding',
    triageLevel: { present: 'High', indeterminate: 'Medium', absent: 'Low' },
    triageNote: 'For the order in which films are read. It names no finding, and a low score excludes none.',
    notExcluded:
      'The model looks for the findings in this list only. A finding that is absent here is not excluded.',
    probability: 'Probability',
    operatingPoint: 'Operating point',
    ruleOutPoint: 'Rule-out point',
    sensitivity: 'Sensitivity',
    specificity: 'Specificity',
    accuracyNote: 'Sensitivity and specificity were measured on the model’s held-out films.',
    onFilm: 'Film {number}',
    showMap: 'Show the heatmap of {finding}',
    noMap: 'No map',
    legendBar:
      'The bar is the calibrated probability. From the higher line on a finding is present, below the lower one absent, between them indeterminate.',
  },
  review: {
    title: 'Your reading',
    decide: 'Decision on {finding}',
    confirm: 'Confirm',
    change: 'Change',
    reject: 'Reject',
    undo: 'Take back',
    confirmed: 'Confirmed',
    changed: 'Changed: {presence}',
    rejected: 'Rejected: {reason}',
    by: 'by {name}',
    presenceIs: 'It is',
    side: 'Side',
    noSide: 'Not stated',
    reason: 'Why it is rejected',
    reasons: {
      'not-seen': 'Not seen on the film',
      artefact: 'Artefact or overlying structure',
      'normal-variant': 'Normal variant',
      known: 'Known, or not relevant now',
      'image-quality': 'Image quality does not allow it',
      other: 'Other reason',
    },
    comment: 'Comment',
    keep: 'Keep',
    cancel: 'Cancel',
    missed: 'What the AI did not find',
    missedWords: 'Finding',
    add: 'Add a finding',
    remove: 'Remove {finding}',
    overall: 'Comment on the whole report',
    left: '{count, plural, =0 {Everything is decided.} one {# finding is still to be decided.} other {# findings are still to be decided.}}',
    confirmRest: '{count, plural, one {Confirm the one left} other {Confirm the # left}}',
    signAs: 'Sign as {name}',
    signNote:
      'You answer for the whole report. It becomes final, and is filed again in every place that has the preliminary one.',
    asTitle: 'What this version is',
    amended: 'Something is added',
    corrected: 'The earlier version was wrong',
    cannotSign:
      'The EHR did not say which practitioner you are, so the report cannot be signed from this launch. Decisions are kept.',
    signing: 'Being signed and filed',
    nothingToSign: 'Nothing has changed since the last signature.',
    alsoHere: 'Also reading this now: {names}',
    historyTitle: 'Versions',
    versionOf: 'Version {version}',
    bySoftware: 'by the AI alone',
    banner: {
      final: 'Final',
      amended: 'Amended',
      corrected: 'Corrected',
      signedBy: 'Produced with AI, read and signed by {name}',
    },
  },
  presence: { present: 'Present', absent: 'Absent', indeterminate: 'Indeterminate' },
  laterality: { left: 'Left', right: 'Right', bilateral: 'Both sides' },
  zone: { upper: 'Upper third', middle: 'Middle third', lower: 'Lower third' },
  finding: {
    effusion: 'Pleural effusion',
    cardiomegaly: 'Cardiomegaly',
    pneumothorax: 'Pneumothorax',
    consolidation: 'Consolidation',
    atelectasis: 'Atelectasis',
    nodule: 'Lung nodule',
    mass: 'Lung mass',
    fibrosis: 'Pulmonary fibrosis',
    edema: 'Pulmonary edema',
    emphysema: 'Emphysema',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'Left lateral',
    RL: 'Right lateral',
    LATERAL: 'Lateral',
    unknown: 'View not stated',
  },
  film: {
    region: 'Films',
    title: 'Film {number}',
    titleWithView: 'Film {number}, {view}',
    alt: 'Film {number} of this study, {view}. The findings are listed beside it.',
    choose: 'Choose a film',
    outcomePending: 'Being analysed',
    outcomeAnalysed: 'Analysed',
    outcomeRefused: 'Declined',
    overlay: 'Heatmap',
    overlayOf: 'Heatmap: {finding}',
    overlayOff: 'No heatmap shown',
    opacity: 'Opacity',
    overlayNote:
      'Shows where the model looked for this finding. Its strength is relative within this film and says nothing about how sure the model is.',
    contour: 'Contour',
    box: 'Box',
    contourNote:
      'Contour and box enclose where the map is at least half as strong as at its strongest place. They are not the outline of the finding.',
    noContour: 'No contour: none is drawn for an absent finding, or where no place stands out.',
    noMapDrawn: 'This model draws no map. It does not say where it looked.',
    low: 'low',
    high: 'high',
    pending: 'The film appears here as soon as it has been decoded.',
    noPreview: 'There is no picture of this film.',
    previewFailed: 'The picture of this film could not be loaded. Read it in your viewer.',
    notDiagnostic: 'Preview, not for diagnostic reading',
    refusedTitle: 'Films that were not analysed',
  },
  delivery: {
    title: 'Where the result went',
    destination: 'Destination',
    what: 'What',
    state: 'State',
    updated: 'When',
    reference: 'Reference',
    attempts: '{count, plural, one {# attempt} other {# attempts}}',
    atEhr: {
      document:
        'The EHR of this site takes no radiology report over FHIR. It gets the report as a PDF document; findings are not filed there as coded values.',
      nothing:
        'The EHR of this site takes no results over FHIR. They go to its HL7 engine only, as HL7 v2 messages; below stands whether the engine accepted them.',
    },
    none: 'Nothing has been sent yet.',
    noneEver: 'Nothing was sent.',
    moreReferences: '{count, plural, one {# more} other {# more}}',
    noReference: 'none yet',
    timesIn: 'Times in {zone}',
  },
  operator: {
    title: 'Outbox',
    enterText:
      'This opens the outbox of this installation, for eight hours, in this browser. The link works once.',
    enter: 'Open the outbox',
    leave: 'Leave',
    timesIn: 'Times in {zone}',
    waiting: 'Waiting for a person',
    noneWaiting: 'Nothing waits for a person.',
    underWay: 'Under way',
    noneUnderWay: 'Nothing is under way.',
    destinations: 'Destinations',
    noDestinations: 'Nothing has been sent anywhere yet.',
    delivery: 'Delivery',
    destination: 'Destination',
    state: 'State',
    since: 'Since',
    next: 'Next attempt',
    version: 'version {version}',
    answers: 'Answers',
    rests: 'Does not answer; left alone until',
    one: 'One delivery',
    back: 'Back to the outbox',
    identity: 'Known there as',
    problem: 'Problem',
    words: 'In the destination’s words (may name a patient)',
    decide: 'Decide',
    nothingToDecide: 'Nothing is to be decided about this delivery now.',
    retry: 'Try again',
    retryText: 'What may have arrived is looked up first; nothing is filed twice.',
    arrived: 'It is there',
    arrivedText: 'You have looked at the destination, and the result is there.',
    arrivedAs: 'What the destination calls it',
    notArrived: 'It is not there',
    notArrivedText: 'You have looked at the destination, and the result is not there. It is sent again.',
    drop: 'Never send it',
    dropText: 'The result does not go to this destination. It stays in Sightline, and the page says so.',
  },
  destination: { ehr: 'EHR', 'hl7-engine': 'HL7 engine' },
  deliveryKind: {
    fhir: 'FHIR report and observations',
    oru: 'HL7 v2 result (ORU)',
    document: 'Report as a PDF document (FHIR)',
    pdf: 'Report as a PDF file',
    dicom: 'Report as a DICOM object',
  },
  deliveryState: {
    pending: 'Waiting',
    sending: 'Being sent',
    ambiguous: 'Being checked',
    acknowledged: 'Accepted',
    held: 'Needs a person',
    failed: 'Not accepted',
    sent: 'Received, not yet confirmed',
    dead: 'Given up: needs a person',
    superseded: 'Replaced by a newer version',
  },
  model: {
    title: 'About the model',
    name: 'Model',
    id: 'Identifier',
    version: 'Version',
    hash: 'SHA-256 of the weights',
    ranOn: 'Ran on',
    status: 'Regulatory status',
  },
  modelCard: {
    link: 'Model card: figures and limits',
    title: 'Model card',
    version: 'Version {version}',
    intendedUse: 'Intended use',
    licence: 'Licence',
    measuredOn: 'Measured on',
    films: 'Films',
    patients: 'Patients',
    meanAuc: 'Mean AUC',
    figures: 'Figures for each finding',
    figuresNote:
      'From the operating point on a finding is called present, below the rule-out point absent, between them indeterminate. At either point, sensitivity is the share of films with the finding that reach it, specificity the share of films without it that stay below.',
    prevalenceNote:
      'They were measured at the prevalence given here. Where a finding is rarer, more of what is called present is wrong.',
    finding: 'Finding',
    prevalence: 'Prevalence',
    auc: 'AUC (95% interval)',
    calibrationError: 'Calibration error',
    threshold: 'Threshold',
    notMeasured: 'not measured',
    limits: 'Known limits',
    document: 'The model’s own card',
    documentNote: 'Word for word from the model package, in English.',
    missing:
      'This model’s package brings no card. All that it states stands here; predictive values, groups of patients and known failures are not stated.',
    unreadable:
      'The card in this model’s package can’t be shown: it is too long, or no plain Markdown text. What the package’s manifest states stands here.',
    standIn:
      'The result was made by {model}, version {version}, which is no longer installed here. This page is about another version: its figures and thresholds do not hold for that result.',
    superseded:
      'New results are made by {model}, version {version}. Thresholds and figures belong to one version: what stands here holds for results of the version above only.',
  },
  cardElements,
  report,
  /** Where the browser keeps no cookie in the EHR's frame. */
  ownWindow: {
    title: 'Open Sightline in its own window',
    text: 'Your browser keeps no cookies for Sightline inside this frame, and without one nobody could be told apart. Nothing is lost: the same launch goes on in a window of its own.',
    open: 'Open in a new window',
  },
  ended: {
    title: 'You have left Sightline',
    text: 'Analyses that were running go on, and their results are filed. You may close this window.',
  },
  withheld: {
    title: 'The EHR did not allow everything',
    patient:
      'The patient’s details cannot be read: films cannot be compared with the chart, so nothing will be analysed.',
    studies:
      'The list of imaging studies is not available from the EHR; studies are looked up in the image archive instead.',
    archives: 'The EHR does not say where images are kept; the site’s own archives are asked instead.',
    orders: 'Orders cannot be read; results are filed without the order’s number.',
    filing:
      'Results cannot be filed in the EHR’s chart from this launch; they go through the hospital’s message engine where one is set up.',
    todo: 'Everything else works. Your administrator can allow the rest in the EHR’s registration of Sightline.',
  },
  problem: {
    support: 'Support number',
    supportHint: 'Give this number to support; it holds no patient data.',
    nothingFiled: 'No result was filed.',
    titleDeclined: 'This study was declined',
    titleFailed: 'The analysis did not succeed',
    titleUndelivered: 'The result is not filed everywhere',
    titleLaunch: 'Sightline could not be opened',
    titleClosed: 'This window has been closed',
    titleNotFound: 'There is no such page',
    titleCrash: 'This page could not be shown',
    returnToChart: 'Return to the patient’s chart and open Sightline there.',
    retry: 'Try again',
  },
  /** Per code: what happened, and what to do. Whether something was filed is known where the sentence is shown. */
  problems: {
    unexpected: {
      what: 'Something happened that Sightline was not prepared for.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'database-unreachable': {
      what: 'Sightline’s own database does not answer.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'session-unknown': {
      what: 'This window does not belong to an open launch.',
      todo: 'Return to the patient’s chart and open Sightline from there.',
    },
    'session-expired': {
      what: 'Your session has ended because it was open for too long.',
      todo: 'Return to the patient’s chart and open Sightline again. Analyses that were running go on.',
    },
    'session-ended': {
      what: 'You have logged out of this launch.',
      todo: 'Return to the patient’s chart and open Sightline again. Analyses that were running go on.',
    },
    'launch-refused': {
      what: 'The EHR rejected the launch as faulty.',
      todo: 'Return to the patient’s chart and open Sightline again. If it happens again, tell your administrator.',
    },
    'client-refused': {
      what: 'The EHR does not accept this server as a registered application.',
      todo: 'Tell your administrator: client id, secret or key in the EHR’s registration do not fit this server’s settings.',
    },
    'client-key-unusable': {
      what: 'This server’s own key for the EHR cannot be used.',
      todo: 'Tell your administrator: the key file of this site is missing or damaged.',
    },
    'scope-refused': {
      what: 'The EHR does not allow the access that Sightline asks for.',
      todo: 'Ask your administrator to allow Sightline’s scopes in the EHR’s registration.',
    },
    'grant-spent': {
      what: 'The EHR’s answer had expired or was used before.',
      todo: 'Return to the patient’s chart and open Sightline again.',
    },
    'identity-unproven': {
      what: 'The EHR’s statement of who you are could not be confirmed, so nothing was opened.',
      todo: 'Open Sightline again from the chart. If it happens again, tell your administrator.',
    },
    'clock-skew': {
      what: 'The clocks of the EHR and of this server differ too much, so the EHR’s statement of who you are counts as expired.',
      todo: 'Tell your administrator to check both clocks.',
    },
    'ehr-keys-unusable': {
      what: 'The keys by which the EHR signs could not be read.',
      todo: 'Try again in some minutes. If it lasts, tell your administrator.',
    },
    'user-not-clinician': {
      what: 'Sightline opens for clinicians only; the EHR names you as a patient or a relative.',
      todo: 'Ask your care team about the results.',
    },
    'session-superseded': {
      what: 'This window was opened for an earlier launch and has been closed so that no patients are mixed up.',
      todo: 'Return to the chart and use the window that was opened last.',
    },
    'session-cookie-missing': {
      what: 'The browser did not send back the session’s cookie.',
      todo: 'Allow cookies for this site or open Sightline in a new tab, then launch it again from the chart.',
    },
    'cross-site-request': {
      what: 'The request did not come from Sightline’s own page, so it was not carried out.',
      todo: 'Return to the patient’s chart and open Sightline again.',
    },
    'result-not-reviewable': {
      what: 'There is no result here that could be read and signed.',
      todo: 'Wait until the analysis has ended. A withdrawn result is not signed.',
    },
    'review-changed-meanwhile': {
      what: 'Somebody else has decided this, or the report has changed, since you last saw it.',
      todo: 'Your last decision was not kept. Look at what stands here now, and decide again.',
    },
    'review-being-signed': {
      what: 'This report is being signed at this moment.',
      todo: 'Wait until it is signed; it can be amended then.',
    },
    'review-undecided': {
      what: 'Findings that the AI calls present or indeterminate are not decided yet.',
      todo: 'Decide each of them, then sign.',
    },
    'reader-unknown': {
      what: 'The EHR did not say who you are, so decisions cannot be kept.',
      todo: 'Ask your administrator to allow Sightline the scopes openid and fhirUser.',
    },
    'signer-unknown': {
      what: 'The EHR did not say which practitioner you are, so the report cannot be signed.',
      todo: 'Ask your administrator to allow Sightline the scopes openid and fhirUser. Decisions are kept.',
    },
    'request-invalid': {
      what: 'The page sent a request that Sightline could not read.',
      todo: 'Reload the page and try again. If it happens again, give support the number below.',
    },
    'site-unknown': {
      what: 'The EHR that opened Sightline is not known to this server.',
      todo: 'Ask your administrator to add this EHR to the list of sites.',
    },
    'launch-denied': {
      what: 'The EHR did not give Sightline access.',
      todo: 'Open it again and agree to the access, or ask your administrator for permission.',
    },
    'launch-invalid': {
      what: 'The EHR’s launch was incomplete or was used before.',
      todo: 'Return to the patient’s chart and open Sightline again.',
    },
    'launch-patient-missing': {
      what: 'The EHR did not say which patient is open.',
      todo: 'Open a patient in the EHR first, then open Sightline from that chart.',
    },
    'token-expired': {
      what: 'The EHR’s permission ran out during the work.',
      todo: 'Open Sightline again from the chart and start the analysis again.',
    },
    'token-refused': {
      what: 'The EHR did not accept Sightline’s credentials.',
      todo: 'Open Sightline again from the chart. If it happens again, tell your administrator.',
    },
    'ehr-unreachable': {
      what: 'The EHR does not answer.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'ehr-refused': {
      what: 'The EHR refused a request that the analysis needs.',
      todo: 'Tell your administrator; Sightline’s permissions in the EHR may be incomplete.',
    },
    'ehr-answer-broken': {
      what: 'The EHR answered with something that cannot be read.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'patient-mismatch': {
      what: 'The films carry a different patient from the one whose chart is open. The analysis was stopped.',
      todo: 'Do not use this study for this patient. Tell your imaging department: the study may be filed in the wrong chart.',
    },
    'patient-unverifiable': {
      what: 'The films do not say clearly enough whose they are, so the patient could not be confirmed.',
      todo: 'Ask your imaging department to check the patient’s identifiers in the study.',
    },
    'study-not-found': {
      what: 'The image archive does not have this study.',
      todo: 'If it was just taken, wait some minutes and try again. Otherwise ask your imaging department.',
    },
    'study-without-images': {
      what: 'The study has no images yet.',
      todo: 'Try again when the films have been sent to the archive.',
    },
    'study-mismatch': {
      what: 'The image archive sent films of another study. The analysis was stopped.',
      todo: 'Tell your imaging department, and give support the number below.',
    },
    'study-too-large': {
      what: 'The study has more images than Sightline may fetch at once.',
      todo: 'Read this study in your viewer.',
    },
    'endpoint-missing': {
      what: 'The EHR does not say where this study’s images are kept.',
      todo: 'Tell your administrator: the study has no image address (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'The study’s images are at an address that this server may not use.',
      todo: 'Ask your administrator to check the site’s list of archives.',
    },
    'endpoint-unusable': {
      what: 'The EHR’s entry for where this study’s images are kept is switched off or cannot be read.',
      todo: 'Ask your administrator to check the study’s image address (Endpoint).',
    },
    'study-ambiguous': {
      what: 'The image archive holds this study more than once, or under more than one patient.',
      todo: 'Ask your imaging department to find out which one is right.',
    },
    'archive-unreachable': {
      what: 'The image archive does not answer.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'archive-timeout': {
      what: 'The image archive took too long to answer.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'archive-busy': {
      what: 'The image archive is too busy to answer now.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'archive-refused': {
      what: 'The image archive refused to hand over the films.',
      todo: 'Tell your administrator; Sightline’s access to the archive may be missing.',
    },
    'archive-credentials-missing': {
      what: 'Sightline’s own credentials for the image archive are missing or not valid.',
      todo: 'Tell your administrator: the password, token or certificate of the archive cannot be used.',
    },
    'archive-redirected': {
      what: 'The image archive pointed to another address. Sightline does not follow it, because that address is not on this site’s list.',
      todo: 'Ask your administrator to check the address of the archive.',
    },
    'archive-answer-broken': {
      what: 'The image archive answered with something that cannot be read.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'archive-answer-truncated': {
      what: 'The connection to the image archive broke off before a film was complete.',
      todo: 'Wait a moment and try again. If it lasts, tell your administrator.',
    },
    'archive-answer-too-large': {
      what: 'The image archive sent more data than Sightline accepts for one film.',
      todo: 'Read this study in your viewer, and tell your administrator.',
    },
    'archive-answer-not-multipart': {
      what: 'The image archive answered in a form that is no DICOM retrieval.',
      todo: 'Ask your administrator to check the address of the archive.',
    },
    'retrieval-cancelled': {
      what: 'Fetching the films was interrupted.',
      todo: 'Start the analysis again.',
    },
    'film-not-dicom': {
      what: 'The file is not a DICOM image.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-truncated': {
      what: 'The film is incomplete: part of its file is missing.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-header-unreadable': {
      what: 'The film’s header cannot be read.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-without-identity': {
      what: 'The film does not say which image of which study it is.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-too-large': {
      what: 'The film is larger than Sightline decodes.',
      todo: 'Read this film in your viewer.',
    },
    'film-size-contradictory': {
      what: 'The film’s header and its picture disagree about its size.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-not-decodable': {
      what: 'The film’s compressed picture is damaged and cannot be decoded.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'film-without-pixels': {
      what: 'The file holds no picture.',
      todo: 'Ask your imaging department whether the film was sent completely.',
    },
    'multi-frame': {
      what: 'The file holds several frames; the model reads single films only.',
      todo: 'Read this series in your viewer.',
    },
    'photometric-not-supported': {
      what: 'The picture is in colour or in a form that the model does not read.',
      todo: 'Read this film in your viewer.',
    },
    'pixel-layout-not-supported': {
      what: 'The picture is stored in a form that Sightline does not read.',
      todo: 'Read this film in your viewer.',
    },
    'transfer-syntax-not-supported': {
      what: 'The film is compressed in a way that Sightline cannot decode.',
      todo: 'Read this film in your viewer, and tell your administrator.',
    },
    'decoding-timeout': {
      what: 'Decoding the film took too long and was stopped.',
      todo: 'Read this film in your viewer, and give support the number below.',
    },
    'decoding-crashed': {
      what: 'Decoding the film failed.',
      todo: 'Read this film in your viewer, and give support the number below.',
    },
    'decoding-cancelled': {
      what: 'Decoding the films was interrupted.',
      todo: 'Start the analysis again.',
    },
    'modality-not-accepted': {
      what: 'The image was made with a kind of machine that the model does not read.',
      todo: 'Choose a study of the kind that the model was made for.',
    },
    'sop-class-not-accepted': {
      what: 'The file is not of a kind that the model reads (DICOM SOP class).',
      todo: 'Read this film in your viewer.',
    },
    'not-a-single-frame': {
      what: 'The file holds several frames; the model reads single films only.',
      todo: 'Read this series in your viewer.',
    },
    'not-greyscale': {
      what: 'The picture is not greyscale; the model reads greyscale films only.',
      todo: 'Read this film in your viewer.',
    },
    'greyscale-contradictory': {
      what: 'The film’s header contradicts itself about whether bright means dense, so the model could read it inverted.',
      todo: 'Ask your imaging department to check the film’s header (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'The film shows another part of the body than the model reads.',
      todo: 'Choose a study of the body part that the model was made for.',
    },
    'body-part-unknown': {
      what: 'The film does not say which part of the body it shows.',
      todo: 'Ask your imaging department to complete the film’s header.',
    },
    'view-not-accepted': {
      what: 'The film is not taken in a direction that the model reads (for chest films: PA or AP).',
      todo: 'Choose a study with such a film, or read this one without AI.',
    },
    'film-blank': {
      what: 'The image shows nothing: almost all of it has one shade.',
      todo: 'Check the image in the archive; it can’t be analysed.',
    },
    'film-inverted': {
      what: 'The shades of this image look inverted: bone is dark where it should be bright.',
      todo: 'Check the image in the archive. Read it without AI.',
    },
    'film-turned': {
      what: 'This image looks turned, upside down or cut out.',
      todo: 'Check the image in the archive. Read it without AI.',
    },
    'film-unlike-training': {
      what: 'This image does not look like the films that the model was tested on.',
      todo: 'Read this film without AI.',
    },
    'age-not-accepted': {
      what: 'The patient’s age is outside the ages for which the model was tested.',
      todo: 'Read this film without AI.',
    },
    'not-for-presentation': {
      what: 'The film is raw detector data and not meant for reading.',
      todo: 'Ask your imaging department to send the film For Presentation.',
    },
    'presentation-intent-not-accepted': {
      what: 'The film was prepared for another purpose than the model reads.',
      todo: 'Ask your imaging department to send the film in the form that the model reads.',
    },
    'image-type-not-accepted': {
      what: 'The image is a localizer, a screen save or another kind that is no diagnostic film.',
      todo: 'Nothing needs to be done if the study holds the film itself.',
    },
    'capture-not-accepted': {
      what: 'The image is a captured screen or a scanned document, not a film.',
      todo: 'Nothing needs to be done if the study holds the film itself.',
    },
    'series-not-accepted': {
      what: 'The series’ name says that it holds no film as it was taken.',
      todo: 'Nothing needs to be done if the study holds the film itself.',
    },
    'processed-copy': {
      what: 'The image is a processed copy of another film of this study.',
      todo: 'Nothing needs to be done: the film that it was made from stands beside it.',
    },
    'duplicate-instance': {
      what: 'The archive lists this image a second time.',
      todo: 'Nothing needs to be done: it is looked at once.',
    },
    'no-film-accepted': {
      what: 'No film of this study is one that the model reads. The reason for each film is given below.',
      todo: 'Choose a study with a film that the model was made for, or read this one without AI.',
    },
    'model-unavailable': {
      what: 'The model is not ready on this server.',
      todo: 'Try again in a few minutes. If it lasts, tell your administrator.',
    },
    'model-not-openable': {
      what: 'The model could not be started on this server.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'model-broken': {
      what: 'The model’s files on this server are damaged or incomplete, so it is not used.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'inference-busy': {
      what: 'Too many analyses are waiting for the model.',
      todo: 'Try again in a few minutes. If it lasts, tell your administrator.',
    },
    'inference-crashed': {
      what: 'The model stopped while it was working on the film.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'film-frames-contradictory': {
      what: 'The film’s object doesn’t hold the pictures that its header lists.',
      todo: 'Ask your imaging department to send the film again.',
    },
    'inference-timeout': {
      what: 'The model took too long over this film and was stopped.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'inference-server-unreachable': {
      what: 'The server that runs the model does not answer.',
      todo: 'Try again in a few minutes. If it lasts, tell your administrator.',
    },
    'inference-server-denied': {
      what: 'The server that runs the model does not let Sightline in.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'inference-server-failed': {
      what: 'The server that runs the model reported a fault of its own.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'inference-request-refused': {
      what: 'The server that runs the model refused the film as Sightline sent it.',
      todo: 'Give support the number below.',
    },
    'inference-answer-broken': {
      what: 'The server that runs the model gave an answer that can’t be trusted, so it is not used.',
      todo: 'Try again. If it happens again, give support the number below.',
    },
    'model-not-served': {
      what: 'The server does not offer the model that this hospital uses.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'served-model-differs': {
      what: 'The server runs another model than the one that was checked here, so its results are not used.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'inference-cancelled': {
      what: 'The model’s work was interrupted.',
      todo: 'Start the analysis again.',
    },
    'model-output-broken': {
      what: 'The model gave an answer that failed its checks, so it was thrown away.',
      todo: 'Read this film without AI, and give support the number below.',
    },
    'model-output-mismatch': {
      what: 'The model’s answer does not fit its own description, so it was thrown away.',
      todo: 'Read this film without AI, and give support the number below.',
    },
    'model-output-not-finite': {
      what: 'The model’s answer holds values that are no numbers, so it was thrown away.',
      todo: 'Read this film without AI, and give support the number below.',
    },
    'order-invalid': {
      what: 'The imaging order could not be read.',
      todo: 'Tell the administrator of the ordering system.',
    },
    'order-without-study': {
      what: 'There is no study for this imaging order yet.',
      todo: 'Nothing is needed if the films have not been taken. Otherwise check the accession number.',
    },
    'patient-merged': {
      what: 'The hospital has merged this patient’s record with another one.',
      todo: 'Open the chart of the record that is in use now. A result that was filed is filed again there.',
    },
    'result-changed-meanwhile': {
      what: 'The result was changed by somebody else at the same moment.',
      todo: 'Try again; the newest version is looked at first.',
    },
    'result-not-kept': {
      what: 'What this version of the result stated is not there any more.',
      todo: 'Tell your administrator. The study can be analysed again.',
    },
    'subject-unchecked': {
      what: 'Whose this result is could not be asked again before sending: the EHR or the archive did not answer.',
      todo: 'Nothing is needed. It is asked again until both answer, then sent.',
    },
    'order-cancelled': {
      what: 'The imaging order was cancelled, and the analysis with it.',
      todo: 'Nothing is needed. If the order was cancelled by mistake, place it again.',
    },
    'delivery-refused': {
      what: 'The destination refused the connection or the credentials.',
      todo: 'Tell your administrator. The result is kept and can be sent again.',
    },
    'delivery-unreachable': {
      what: 'The destination does not answer. Sightline keeps trying.',
      todo: 'Nothing is needed now. If it lasts, tell your administrator.',
    },
    'delivery-ambiguous': {
      what: 'It is not certain whether the destination received the result. It is not sent again until that has been checked.',
      todo: 'Look in the destination before you rely on it. Support can help with the number below.',
    },
    'delivery-rejected': {
      what: 'The destination received the result and did not accept it.',
      todo: 'Tell your administrator. The result is kept here and can be sent again.',
    },
    'delivery-dropped': {
      what: 'A person decided that this result does not go to this destination.',
      todo: 'Ask your administrator if you expect it there.',
    },
    'operator-unknown': {
      what: 'This link or session is not valid any more.',
      todo: 'Ask whoever runs the server for a new link: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'There is no such delivery.',
      todo: 'Look in the list again: it may have been settled meanwhile.',
    },
    'delivery-not-decidable': {
      what: 'This delivery has moved on meanwhile, so that cannot be decided about it any more.',
      todo: 'Look at its state in the list, and decide again.',
    },
    'route-missing': {
      what: "This site's settings name no way by which the result can reach this destination.",
      todo: 'Tell your administrator: results.routes in sites.json, and what the EHR states of itself, have to be looked at.',
    },
    'destination-refused': {
      what: 'The destination refused our credentials.',
      todo: 'Tell your administrator. The result is kept and can be sent again.',
    },
    'destination-credentials-missing': {
      what: 'The credentials for this destination cannot be read on the server.',
      todo: 'Tell your administrator. The result is kept and can be sent again.',
    },
    'report-not-signed': {
      what: 'The report says that a clinician signed it, and names nobody who did, so it is not written.',
      todo: 'Sign the report again. If it happens again, give support the number below.',
    },
    'pdf-writer-absent': {
      what: 'This server cannot make PDF files.',
      todo: 'Nothing is needed: the result is filed without its PDF. Your administrator can install the PDF writer for this kind of machine.',
    },
    'pdf-not-typeset': {
      what: 'The report could not be set as a PDF, for instance because a name uses a script that no installed font has.',
      todo: 'Nothing is needed: the result is filed without its PDF. If it lasts, give support the number below.',
    },
    'report-pdf-missing': {
      what: 'The HL7 engine wants the report as PDF, and there is none.',
      todo: 'Tell your administrator: the result is kept here.',
    },
    'character-not-writable': {
      what: 'A name or text holds a character that the HL7 engine’s character set cannot carry, so nothing was sent.',
      todo: 'Tell your administrator: the engine has to take Unicode.',
    },
    'patients-differ': {
      what: 'Reports of different patients or visits may not share one message.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'report-missing': {
      what: 'A message without a report may not be sent.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'delivery-untrusted': {
      what: 'The destination and Sightline do not trust each other’s certificates, so nothing was sent. Sightline keeps trying.',
      todo: 'Tell your administrator: a certificate may have expired.',
    },
    'delivery-credentials-missing': {
      what: 'The certificate that Sightline shows the destination is missing, so nothing was sent. Sightline keeps trying.',
      todo: 'Tell your administrator.',
    },
    'patient-identifier-missing': {
      what: 'The EHR gives no identifier for this patient under which an HL7 v2 result could be filed.',
      todo: 'Ask your administrator to check the patient’s identifiers in the EHR.',
    },
    'date-not-iso': {
      what: 'The EHR gives a date in a form that an HL7 v2 result cannot carry.',
      todo: 'Tell your administrator, and give support the number below.',
    },
    'analysis-timed-out': {
      what: 'The analysis took longer than allowed and was stopped.',
      todo: 'Try again. If it happens again, tell your administrator.',
    },
    'analysis-abandoned': {
      what: 'The analysis was interrupted several times and was given up.',
      todo: 'Start the analysis again. If it happens again, give support the number below.',
    },
    'analysis-unknown': {
      what: 'There is no such analysis in this launch.',
      todo: 'Return to the list of studies and open it from there.',
    },
    'model-unknown': {
      what: 'There is no such model in this launch.',
      todo: 'Return to the list of studies and open the model card from a result.',
    },
    'storage-full': {
      what: 'There is no room left here for another result. What has been read is kept and is still sent.',
      todo: 'Tell whoever runs Sightline that its disk is full, and start the analysis again afterwards.',
    },
    'analysis-ended-meanwhile': {
      what: 'The earlier analysis of this study ended at this very moment, without a result.',
      todo: 'Start the analysis again.',
    },
  },
} as const;
