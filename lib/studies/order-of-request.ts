import { identifierOfType, type FhirServiceRequest } from './fhir-schemas.ts';
import type { StudyReference } from './study-reference.ts';

/** The numbers by which an order's result is filed. */
export function orderOf(request: FhirServiceRequest): NonNullable<StudyReference['order']> {
  const placer = identifierOfType(request.identifier, 'PLAC');
  const filler = identifierOfType(request.identifier, 'FILL');
  const coding = request.code?.coding?.[0];
  const text = request.code?.text ?? coding?.display;
  return {
    serviceRequestId: request.id,
    ...(placer === undefined ? {} : { placerOrderNumber: placer }),
    ...(filler === undefined ? {} : { fillerOrderNumber: filler }),
    ...(coding?.code === undefined
      ? {}
      : {
          universalServiceId: {
            code: coding.code,
            text: text ?? coding.code,
            system: coding.system === 'http://loinc.org' ? 'LN' : 'L',
          },
        }),
  };
}
