import type { StatedReading } from '#lib/attestation/reading.ts';
import type { Finding } from '#lib/findings/finding.ts';
import { sortForReading } from '#lib/findings/merge-films.ts';
import type { ReportStatus, StudyResult } from '#lib/results/study-result.ts';
import {
  FINDING_CODES,
  type FindingLabel,
  knownConcept,
  modelsOwnConcept,
} from '#lib/standards/finding-codes.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';

/** Two results that between them use every optional part of a StudyResult, and none of it. Nobody in them is real. */

const model = { id: 'sightline-cxr', version: '0.1.0', sha256: 'ab'.repeat(32) };

export const AI_STATEMENT =
  'This result was produced by artificial intelligence and has not been reviewed by a clinician. Research use; not cleared by any regulator.';

export function findingFixture(label: FindingLabel, probability: number, threshold: number): Finding {
  const presence = probability >= threshold ? 'present' : 'absent';
  return {
    label,
    concept: knownConcept(label),
    presence,
    probability,
    operatingPoint: { name: 'youden', threshold, sensitivity: 0.8, specificity: 0.79 },
    ...(presence === 'present' && FINDING_CODES[label].lateralisable ? { laterality: 'right' } : {}),
    heatMap: { rows: 2, columns: 2, values: [0, 1, 0.25, 0] },
    model,
    sopInstanceUid: '2.25.1001',
  };
}

/** Ordered, with everything known. */
export const orderedResult: StudyResult = {
  analysisId: '01900000-0000-7000-8000-000000000001',
  version: 1,
  status: 'preliminary',
  issuedAt: '2026-11-23T10:11:12.123+00:00',
  patient: {
    fhirId: 'patient-1',
    identifiers: [
      { system: 'http://hospital.invalid/mrn', value: 'MRN-0001', type: 'MR' },
      { system: 'urn:oid:2.16.840.1.113883.19.5', value: '77|4' },
    ],
    family: "O'Test & Söhne",
    given: ['Ann', 'Mary Lou'],
    birthDate: '1960-01-02',
    sex: 'female',
  },
  study: {
    studyInstanceUid: '2.25.1000' as StudyInstanceUid,
    accessionNumber: 'ACC-1',
    imagingStudyId: 'study-1',
    started: '2026-11-20T08:09:10+01:00',
    description: 'XR chest PA',
  },
  order: {
    serviceRequestId: 'order-1',
    placerOrderNumber: 'PLC-1',
    fillerOrderNumber: 'FIL-1',
    universalServiceId: { code: '24648-8', text: 'XR chest PA upright', system: 'LN' },
    encounterId: 'encounter-1',
    visitNumber: 'V-1',
  },
  findings: sortForReading([
    findingFixture('effusion', 0.8312, 0.41),
    findingFixture('cardiomegaly', 0.62, 0.5),
    findingFixture('pneumothorax', 0.004, 0.22),
    findingFixture('consolidation', 0.2996, 0.3),
    findingFixture('edema', 0.9971, 0.35),
    findingFixture('nodule', 0.12, 0.3),
  ]),
  analysedFilms: [{ sopInstanceUid: '2.25.1001', seriesInstanceUid: '2.25.1002' }],
  refusedFilms: [{ sopInstanceUid: '2.25.1003', reason: 'not a frontal chest film' }],
  model: {
    ...model,
    title: 'Sightline chest radiograph model',
    regulatoryStatus: 'Research use; not cleared by any regulator.',
    examination: 'chest radiograph',
    evaluatedOn: 'held-out films of NIH ChestX-ray14',
  },
  execution: {
    provider: 'cpu',
    precision: 'fp32',
    device: 'test device',
    batchSize: 1,
    preprocessMs: 30,
    waitMs: 0,
    inferenceMs: 40,
  },
};

/** Launched from the chart: no order, no ImagingStudy resource, no name, nothing found. */
export const bareResult: StudyResult = {
  analysisId: '01900000-0000-7000-8000-000000000002',
  version: 1,
  status: 'preliminary',
  issuedAt: '2026-11-23T10:11:12Z',
  patient: { fhirId: 'patient-2', identifiers: [{ value: 'X2' }] },
  study: { studyInstanceUid: '2.25.2000' as StudyInstanceUid },
  findings: sortForReading([findingFixture('effusion', 0.1, 0.41), findingFixture('emphysema', 0.2, 0.5)]),
  analysedFilms: [{ sopInstanceUid: '2.25.2001', seriesInstanceUid: '2.25.2002' }],
  refusedFilms: [],
  model: {
    ...model,
    title: 'Sightline chest radiograph model',
    regulatoryStatus: 'Research use; not cleared by any regulator.',
    examination: 'chest radiograph',
  },
  execution: {
    provider: 'cuda',
    precision: 'fp16',
    device: 'test device',
    batchSize: 1,
    preprocessMs: 3,
    waitMs: 0,
    inferenceMs: 4,
  },
};

export const signer = {
  reference: 'Practitioner/practitioner-1',
  display: 'Dr Ann Reader',
  signedAt: '2026-11-23T10:20:30+01:00',
} as const;

/** Every status that a report can have, each as its second version but the first; signed where the status says so. */
export const statuses: readonly ReportStatus[] = [
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
];

export function resultOf(status: ReportStatus): StudyResult {
  const signed = ['final', 'amended', 'corrected'].includes(status);
  const version = status === 'preliminary' ? 1 : 2;
  return { ...orderedResult, status, version, ...(signed ? { signedBy: signer } : {}) };
}

/** Read finding by finding: one of each decision, one that the model missed, and a comment. */
export function readResult(): StudyResult {
  const reading: Readonly<Record<string, StatedReading>> = {
    effusion: { decision: 'confirmed', presence: 'present', laterality: 'right', comment: 'Small & basal.' },
    cardiomegaly: { decision: 'rejected', presence: 'absent', reason: 'image-quality' },
    pneumothorax: { decision: 'changed', presence: 'present', laterality: 'left' },
    edema: { decision: 'changed', presence: 'indeterminate' },
  };
  const final = resultOf('final');
  return {
    ...final,
    findings: final.findings.map((finding) => {
      const read = reading[finding.label];
      return read === undefined ? finding : { ...finding, reading: read };
    }),
    added: [{ words: 'Rib fracture', laterality: 'left' }],
    comment: 'Follow-up in six weeks | sooner with pain.',
  };
}

/** With an earlier AI result: of the same model version, or of another. */
export function comparedResult(sameModelVersion: boolean): StudyResult {
  const then = [
    findingFixture('effusion', 0.2, 0.41),
    findingFixture('cardiomegaly', 0.71, 0.5),
    findingFixture('pneumothorax', 0.6, 0.22),
    findingFixture('mass', 0.9, 0.5),
  ];
  return { ...orderedResult, prior: { studyDate: '2026-03-02', sameModelVersion, findings: then } };
}

/** A heat map with regions, a rule-out point, an indeterminate finding, and a label that a model brought itself. */
export const regionResult: StudyResult = {
  ...orderedResult,
  analysisId: '01900000-0000-7000-8000-000000000003',
  findings: sortForReading([
    {
      ...findingFixture('nodule', 0.2, 0.3),
      presence: 'indeterminate',
      ruleOut: { name: 'rule-out', threshold: 0.1, sensitivity: 0.95, specificity: 0.4 },
      zone: 'upper',
      regions: [{ contour: [], box: { left: 10, top: 20, width: 300, height: 400 } }],
    },
    {
      ...findingFixture('mass', 0.02, 0.3),
      ruleOut: { name: 'rule-out', threshold: 0.05, sensitivity: 0.97, specificity: 0.5 },
    },
    {
      ...findingFixture('edema', 0.9, 0.3),
      label: 'rib-fracture',
      concept: modelsOwnConcept('own-model', 'rib-fracture', { text: 'Rib fracture', codings: [] }),
    },
  ]),
};

export const oruOptions = {
  sendingApplication: 'SIGHTLINE',
  sendingFacility: 'AI',
  receivingApplication: 'RIS',
  receivingFacility: 'HOSPITAL',
  processingId: 'T',
  controlId: '0123456789ABCDEFGHJK',
  aiStatement: AI_STATEMENT,
  characterSet: 'UNICODE UTF-8',
  softwareVersion: '0.1.0',
  assigningAuthorities: { 'http://hospital.invalid/mrn': 'HOSP' },
} as const;

export const fhirOptions = {
  identifierSystem: 'http://hospital.invalid/sightline',
  aiStatement: AI_STATEMENT,
  performerDisplay: 'Sightline (AI software)',
} as const;
