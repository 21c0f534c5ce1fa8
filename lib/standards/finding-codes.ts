import { RADLEX, SIGHTLINE_CODES, SNOMED_CT } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';

export const FINDING_LABELS = [
  'effusion',
  'cardiomegaly',
  'pneumothorax',
  'consolidation',
  'atelectasis',
  'nodule',
  'mass',
  'fibrosis',
  'edema',
  'emphysema',
] as const;

export type FindingLabel = (typeof FINDING_LABELS)[number];

/** What a finding is called and how it is coded, whether the product knows it or a model brought it. */
export interface FindingConcept {
  /** In English; of what the product knows, lib/i18n has the words of every language. */
  readonly text: string;
  /** Public codes, best first; empty where none is confirmed, and then the text and our own code stand alone. */
  readonly codings: readonly CodedConcept[];
  /** Our own code, which every finding has: it lets a query find what has no public code. */
  readonly local: CodedConcept;
}

/** What a model's manifest says of a label of its own. */
export interface OwnConcept {
  readonly text: string;
  readonly codings: readonly CodedConcept[];
}

/** What the product itself knows. */
interface FindingCode extends OwnConcept {
  readonly label: FindingLabel;
  /** Whether a side says something of it: not for the heart, nor for what is diffuse by nature. */
  readonly lateralisable: boolean;
}

const snomed = (code: string, display: string): CodedConcept => ({ system: SNOMED_CT, code, display });
const radlex = (code: string): CodedConcept => ({ system: RADLEX, code });

export const FINDING_CODES: Readonly<Record<FindingLabel, FindingCode>> = {
  effusion: coded('effusion', 'Pleural effusion', snomed('60046008', 'Pleural effusion'), radlex('RID34539')),
  cardiomegaly: {
    ...coded('cardiomegaly', 'Cardiomegaly', snomed('8186001', 'Cardiomegaly')),
    lateralisable: false,
  },
  pneumothorax: coded('pneumothorax', 'Pneumothorax', snomed('36118008', 'Pneumothorax'), radlex('RID5352')),
  consolidation: coded(
    'consolidation',
    'Consolidation of lung',
    snomed('95436008', 'Consolidation'),
    radlex('RID43255'),
  ),
  atelectasis: coded('atelectasis', 'Atelectasis', snomed('46621007', 'Atelectasis'), radlex('RID28493')),
  nodule: coded('nodule', 'Nodule of lung', snomed('786838002', 'Nodule of lung'), radlex('RID50149')),
  mass: coded('mass', 'Mass of lung', snomed('309529002', 'Mass of lung'), radlex('RID39056')),
  fibrosis: coded('fibrosis', 'Fibrosis of lung', snomed('51615001', 'Fibrosis of lung'), radlex('RID3820')),
  edema: { ...coded('edema', 'Pulmonary edema'), lateralisable: false },
  emphysema: { ...coded('emphysema', 'Pulmonary emphysema'), lateralisable: false },
};

export function isFindingLabel(value: string): value is FindingLabel {
  return (FINDING_LABELS as readonly string[]).includes(value);
}

export function knownConcept(label: FindingLabel): FindingConcept {
  const { text, codings } = FINDING_CODES[label];
  return { text, codings, local: { system: SIGHTLINE_CODES, code: label, display: text } };
}

/** Two models may call different things by one label, so our own code names the model too. */
export function modelsOwnConcept(
  modelId: string,
  label: string,
  { text, codings }: OwnConcept,
): FindingConcept {
  return { text, codings, local: { system: SIGHTLINE_CODES, code: `${modelId}.${label}`, display: text } };
}

/** Whether lib/i18n has words for it in every language. */
export function isKnownConcept({ local }: Pick<FindingConcept, 'local'>): boolean {
  return isFindingLabel(local.code);
}

function coded(label: FindingLabel, text: string, ...codings: CodedConcept[]): FindingCode {
  return { label, text, codings, lateralisable: true };
}
