import { pickLocale } from '#lib/i18n/locales.ts';
import type { OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import { filesByEngineOnly, type Site } from '#lib/platform/sites.ts';
import { writeFhirTransaction } from '#lib/results/fhir/write-transaction.ts';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import type { OruOptions } from '#lib/results/hl7v2/oru-options.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { reportIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';

export const EHR = 'ehr';
export const HL7_ENGINE = 'hl7-engine';

/**
 * What this site gets, in its language: the FHIR transaction for its EHR unless that takes none, and an ORU where it has
 * an HL7 engine.
 */
export function writeDocuments(result: StudyResult, site: Site): OutgoingDocument[] {
  const locale = pickLocale({ chosen: site.language });
  const aiStatement = writeAiStatement(result, locale);
  const engine = site.hl7v2.results;
  return [
    ...(filesByEngineOnly(site) ? [] : [writeForEhr(result, site, aiStatement)]),
    ...(engine === undefined ? [] : [writeForEngine(result, site, engine, { aiStatement, locale })]),
  ];
}

function writeForEhr(result: StudyResult, site: Site, aiStatement: string): OutgoingDocument {
  const { identifierSystem } = site;
  const options = { identifierSystem, aiStatement, performerDisplay: 'Sightline' };
  return {
    kind: 'fhir',
    destination: EHR,
    identity: `${identifierSystem}|${reportIdentifier(result)}`,
    body: JSON.stringify(writeFhirTransaction(result, options)),
  };
}

function writeForEngine(
  result: StudyResult,
  site: Site,
  engine: HL7Results,
  words: Pick<OruOptions, 'aiStatement' | 'locale'>,
): OutgoingDocument {
  const controlId = controlIdOf(result.analysisId, result.version, HL7_ENGINE);
  const { message, acknowledgement } = engine;
  const body = writeOruR01(result, {
    sendingApplication: message.sendingApplication,
    sendingFacility: message.sendingFacility ?? site.id.toUpperCase(),
    receivingApplication: engine.receivingApplication,
    receivingFacility: engine.receivingFacility,
    processingId: message.processingId ?? site.processingId,
    controlId,
    ...words,
    acknowledgement,
    characterSet: message.characterSet,
    assigningAuthorities: message.assigningAuthorities,
    mapping: message,
  });
  return { kind: 'oru', destination: HL7_ENGINE, identity: controlId, body };
}
