/** A manifest -> the elements of its card by name: stated there, or said by the manifest elsewhere; and what nobody said. */
import { CARD_GROUPS, type CardElements } from './manifest-card.ts';
import type { PackageManifest } from './manifest.ts';

export type CardGroup = keyof typeof CARD_GROUPS;
export type CardElementName = (typeof CARD_GROUPS)[CardGroup][number];

export interface CardElementGroup {
  readonly group: CardGroup;
  readonly elements: readonly {
    readonly name: CardElementName;
    /** Plain text, in English; a list where there are several. */
    readonly said: readonly string[];
  }[];
  /** That the source asks for, and that is not said. */
  readonly missing: readonly CardElementName[];
}

/** minOccurs="0" in CHAI's schema. HL7's profile asks for nothing beyond what the product writes itself. */
const OPTIONAL: ReadonlySet<CardElementName> = new Set<CardElementName>([
  'regulatoryApproval',
  'ehrCompatibility',
  'foundationModels',
  'security',
  'transparency',
  'thirdPartyInformation',
  'evaluationReferences',
  'clinicalTrial',
  'reimbursementStatus',
]);

export function listCardElements(manifest: PackageManifest): CardElementGroup[] {
  return (Object.keys(CARD_GROUPS) as CardGroup[]).map((group) => {
    const stated = statedIn(manifest.cardElements ?? {}, group);
    const elsewhere = saidElsewhere(manifest)[group] ?? {};
    const names: readonly CardElementName[] = CARD_GROUPS[group];
    const elements = names.flatMap((name) => {
      const said = inWords(stated[name] ?? elsewhere[name]);
      return said.length === 0 ? [] : [{ name, said }];
    });
    const absent = names.filter((name) => !elements.some((element) => element.name === name));
    const missing = group === 'aiDevice' ? [] : absent.filter((name) => !OPTIONAL.has(name));
    return { group, elements, missing };
  });
}

type Stated = Readonly<Partial<Record<CardElementName, unknown>>>;

function statedIn(elements: CardElements, group: CardGroup): Stated {
  const { trustIngredients, keyMetrics, bibliography, ...rest } = elements;
  const groups: Partial<Record<CardGroup, Stated | undefined>> = {
    ...rest,
    ...trustIngredients,
    ...keyMetrics,
    bibliography: { bibliography },
  };
  return groups[group] ?? {};
}

/** So that a package need not say it twice. */
function saidElsewhere(manifest: PackageManifest): Partial<Record<CardGroup, Stated>> {
  const { id, version, title, sha256, regulatoryStatus, intendedUse, limits, training } = manifest;
  return {
    basicInfo: { modelName: title },
    releaseInfo: { releaseVersion: version, regulatoryApproval: regulatoryStatus },
    usesAndDirections: { intendedUseAndWorkflow: intendedUse },
    warnings: { knownRisksAndLimitations: limits },
    aiSystemFacts: { developmentDataCharacterization: training.data },
    aiDevice: {
      identifier: sha256,
      deviceName: title,
      modelNumber: id,
      version,
      safety: regulatoryStatus,
    },
  };
}

function inWords(content: unknown): string[] {
  if (content === undefined) return [];
  return (Array.isArray(content) ? content : [content]).map((each: unknown) =>
    typeof each === 'string' ? each : resultInWords(each as { label: string; valueJson: string }),
  );
}

/** The two kinds that CHAI's own examples use; any other as it is written. */
function resultInWords({ label, valueJson }: { label: string; valueJson: string }): string {
  const value = JSON.parse(valueJson) as Readonly<Record<string, unknown>> | null;
  const { estimate, lower, upper, value: single, unit } = typeof value === 'object' ? (value ?? {}) : {};
  const measured = typeof unit === 'string' ? ` ${unit}` : '';
  if ([estimate, lower, upper].every((each) => typeof each === 'number'))
    return `${label}: ${String(estimate)}${measured} (${String(lower)} to ${String(upper)})`;
  return `${label}: ${typeof single === 'number' ? `${String(single)}${measured}` : valueJson}`;
}
