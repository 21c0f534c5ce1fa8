import type { Finding, OperatingPoint } from '#lib/findings/finding.ts';
import { formatProbability, formatThreshold } from '#lib/results/format-number.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/** The report as a clinician reads it, one string per line; every format (HTML, plain text, OBX lines) is made of it. */
export interface ReportText {
  /** What this is and is not: stands first, everywhere. */
  readonly banner: string;
  readonly title: string;
  /** The study it is about. */
  readonly study: readonly string[];
  readonly findings: readonly FindingLine[];
  readonly impression: readonly string[];
  readonly limits: readonly string[];
  readonly aiStatement: string;
}

export interface FindingLine {
  readonly finding: Finding;
  readonly text: string;
}

export const PRELIMINARY_BANNER =
  'PRELIMINARY - PRODUCED BY AI SOFTWARE - NOT REVIEWED OR SIGNED BY A CLINICIAN';
const RESEARCH_USE = 'Research use; not cleared by any regulator.';

export function writeReportText(result: StudyResult, aiStatement: string): ReportText {
  const { findings } = result;
  return {
    banner: PRELIMINARY_BANNER,
    title: `AI analysis of a ${result.model.examination}`,
    study: describeStudy(result),
    findings: findings.map((finding) => ({ finding, text: describeFinding(finding) })),
    impression: summarise(findings),
    limits: describeLimits(result),
    aiStatement,
  };
}

/**
 * `Pleural effusion, right: present. Probability 0.83 (operating point 0.41: sensitivity 0.80, specificity 0.79). The
 * model's map is strongest in the lower third of the film.`
 */
function describeFinding(finding: Finding): string {
  const { probability } = finding;
  const { name, point } = decidingPoint(finding);
  const threshold = formatThreshold(point.threshold, probability);
  const measured = `sensitivity ${point.sensitivity.toFixed(2)}, specificity ${point.specificity.toFixed(2)}`;
  return (
    `${nameOf(finding)}: ${describePresence(finding)}. ` +
    `Probability ${formatProbability(probability, point.threshold)} (${name} ${threshold}: ${measured}).` +
    describePlace(finding)
  );
}

/** Of the map, never of the finding: it shows what moved the score. */
function describePlace({ zone }: Finding): string {
  return zone === undefined ? '' : ` The model's map is strongest in the ${zone} third of the film.`;
}

/** What is called absent is measured by the point below which it lies. */
function decidingPoint({ presence, operatingPoint, ruleOut }: Finding): {
  name: string;
  point: OperatingPoint;
} {
  return presence === 'absent' && ruleOut !== undefined
    ? { name: 'rule-out point', point: ruleOut }
    : { name: 'operating point', point: operatingPoint };
}

/**
 * An operating point below 0.5 is usual where a finding is rare. What lies above it and is still more likely not there
 * is called possible, though its code says present.
 */
export function describePresence({ presence, probability }: Finding): string {
  return presence === 'present' && probability < 0.5 ? 'possibly present' : presence;
}

function nameOf(finding: Finding): string {
  const { concept, laterality } = finding;
  return laterality === undefined ? concept.text : `${concept.text}, ${laterality}`;
}

function nameWithProbability(finding: Finding): string {
  const probability = formatProbability(finding.probability, finding.operatingPoint.threshold);
  return `${nameOf(finding)} (probability ${probability})`;
}

function describeStudy({ study, order, patient, model }: StudyResult): string[] {
  const ordered = order?.placerOrderNumber === undefined ? undefined : `order ${order.placerOrderNumber}`;
  const parts = [
    study.description ?? capitalise(model.examination),
    study.started === undefined ? undefined : `of ${study.started.slice(0, 10)}`,
    study.accessionNumber === undefined ? undefined : `accession ${study.accessionNumber}`,
    ordered,
  ];
  const identifier = patient.identifiers[0];
  const who = identifier === undefined ? [] : [`Patient identifier: ${identifier.value}`];
  return [`Study: ${parts.filter((part) => part !== undefined).join(', ')}`, ...who];
}

function summarise(findings: readonly Finding[]): string[] {
  const listed = (presence: Finding['presence']) =>
    findings
      .filter((finding) => finding.presence === presence)
      .map(nameWithProbability)
      .join('; ');
  const present = listed('present');
  const unsure = listed('indeterminate');
  const lines =
    present === ''
      ? [
          'The model found none of the listed findings above its operating point. This does not exclude disease.',
        ]
      : [`Above the model's operating point: ${present}. To be confirmed by a radiologist.`];
  return unsure === '' ? lines : [...lines, `Indeterminate: ${unsure}.`];
}

function describeLimits(result: StudyResult): string[] {
  const { model, execution } = result;
  const films = result.analysedFilms.length;
  return [
    'Only the findings listed were looked for. "Absent" means below the point stated, not excluded.',
    `Sensitivity and specificity were measured on ${model.evaluatedOn ?? "the model's held-out films"}; they may differ here.`,
    ...describeMaps(result.findings),
    `Films analysed: ${films}.` + describeRefusals(result),
    `Model: ${model.title}, version ${model.version} (${model.id}), SHA-256 ${model.sha256.slice(0, 16)}...; ran on ${execution.device} (${execution.provider}, ${execution.precision}).`,
    model.regulatoryStatus === '' ? RESEARCH_USE : model.regulatoryStatus,
  ];
}

function describeMaps(findings: readonly Finding[]): string[] {
  if (findings.every(({ heatMap }) => heatMap === undefined)) {
    return ['This model draws no map: it does not say where in the film a finding lies, nor on which side.'];
  }
  const located = findings.some(({ laterality, zone }) => laterality !== undefined || zone !== undefined);
  const estimated = "Sides and places are estimated from the model's activation map, which shows what";
  return located ? [`${estimated} influenced the model and not the outline of a finding.`] : [];
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function describeRefusals({ refusedFilms }: StudyResult): string {
  if (refusedFilms.length === 0) return '';
  const reasons = [...new Set(refusedFilms.map((film) => film.reason))].join('; ');
  return ` Films not analysed: ${refusedFilms.length} (${reasons}).`;
}
