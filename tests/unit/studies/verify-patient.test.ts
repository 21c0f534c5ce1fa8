import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyPatient, type ChartPatient, type DicomPatient } from '#lib/studies/verify-patient.ts';

const SYSTEM = 'urn:oid:1.2.3';
const chart: ChartPatient = {
  identifiers: [
    { system: SYSTEM, value: 'MRN-1' },
    { system: 'urn:other', value: 'OTHER-1' },
    { value: 'LOOSE-1' },
  ],
  birthDate: '1960-03-02',
  sex: 'female',
};
const film: DicomPatient = { id: 'MRN-1', birthDate: '19600302', sex: 'F' };

const verdict = (dicom: DicomPatient, patient = chart, systems: readonly string[] = [SYSTEM]): string => {
  try {
    verifyPatient(dicom, patient, systems);
    return 'same';
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', failure: 'refused' });
    return (error as { code: string }).code;
  }
};

const identifier = fc
  .string({ minLength: 1, maxLength: 16 })
  .filter((text) => text.replaceAll('\0', '').trim() !== '');

describe('verifyPatient', () => {
  test.each<[string, DicomPatient]>([
    ['everything alike', film],
    ['a film without birth date and sex', { id: 'MRN-1' }],
    ['an id padded to even length', { ...film, id: 'MRN-1 ' }],
    ['an id padded with NUL', { ...film, id: 'MRN-1\0' }],
    ['a birth date as FHIR writes it', { ...film, birthDate: '1960-03-02' }],
    ['sex O, which contradicts nothing', { ...film, sex: 'O' }],
  ])('accepts %s', (_, dicom) => {
    expect(verdict(dicom)).toBe('same');
  });

  test.each<[string, DicomPatient, string]>([
    ['no id', { ...film, id: '' }, 'patient-unverifiable'],
    ['an id of spaces', { ...film, id: '   ' }, 'patient-unverifiable'],
    ['another id', { ...film, id: 'MRN-2' }, 'patient-mismatch'],
    ['another case', { ...film, id: 'mrn-1' }, 'patient-mismatch'],
    ['an id that only begins alike', { ...film, id: 'MRN-10' }, 'patient-mismatch'],
    ['an identifier of a system that DICOM does not use', { ...film, id: 'OTHER-1' }, 'patient-mismatch'],
    ['an identifier of no system', { ...film, id: 'LOOSE-1' }, 'patient-mismatch'],
    ['another birth date', { ...film, birthDate: '19600203' }, 'patient-mismatch'],
    ['the other sex', { ...film, sex: 'M' }, 'patient-mismatch'],
  ])('refuses %s', (_, dicom, code) => {
    expect(verdict(dicom)).toBe(code);
  });

  test('refuses where the chart has no identifier in a system of the site', () => {
    expect(verdict(film, { identifiers: [{ system: 'urn:other', value: 'MRN-1' }] })).toBe(
      'patient-unverifiable',
    );
    expect(verdict(film, { identifiers: [{ value: 'MRN-1' }] })).toBe('patient-unverifiable');
    expect(verdict(film, chart, [])).toBe('patient-unverifiable');
  });

  test.each([
    ['1960', '19600302', 'same'],
    ['1960', '19610302', 'patient-mismatch'],
    ['1960-03', '19600331', 'same'],
    ['1960-03', '19600402', 'patient-mismatch'],
  ])('a chart that knows %s and a film that says %s: %s', (birthDate, born, expected) => {
    expect(verdict({ ...film, birthDate: born }, { ...chart, birthDate })).toBe(expected);
  });

  test('two different ids are never the same patient', () => {
    fc.assert(
      fc.property(identifier, identifier, (a, b) => {
        fc.pre(a.replaceAll('\0', '').trim() !== b.replaceAll('\0', '').trim());
        expect(verdict({ id: a }, { identifiers: [{ system: SYSTEM, value: b }] })).toBe('patient-mismatch');
      }),
    );
  });

  test('the same id in the site’s system always is, unless birth date or sex contradict', () => {
    fc.assert(
      fc.property(identifier, fc.constantFrom('', ' ', '\0'), (id, padding) => {
        expect(verdict({ id: id + padding }, { identifiers: [{ system: SYSTEM, value: id }] })).toBe('same');
      }),
    );
  });

  test('no other evidence makes up for a foreign id', () => {
    fc.assert(
      fc.property(identifier, fc.constantFrom('M', 'F', 'O', ''), (id, sex) => {
        fc.pre(id.replaceAll('\0', '').trim() !== 'MRN-1');
        expect(verdict({ ...film, id, sex })).not.toBe('same');
      }),
    );
  });
});

describe('a film that says who gave its number', () => {
  const [A, B] = ['urn:oid:1.2.3', 'urn:other'];
  const both = {
    ...chart,
    identifiers: [
      { system: A, value: '7' },
      { system: B, value: '8' },
    ],
  };
  const of = (id: string, issuer: string, issuers: Record<string, string>) => {
    try {
      verifyPatient({ ...film, id, issuer }, both, [A, B], issuers);
      return 'same';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test.each<[string, string, Record<string, string>, string]>([
    ['7', 'HOSP-A', { [A]: 'HOSP-A' }, 'same'],
    ['7', 'HOSP-A ', { [A]: 'HOSP-A' }, 'same'],
    ['7', '', { [A]: 'HOSP-A' }, 'same'],
    ['7', 'HOSP-B', { [A]: 'HOSP-A' }, 'patient-mismatch'],
    ['7', 'HOSP-B', { [A]: 'HOSP-A', [B]: 'HOSP-B' }, 'patient-mismatch'],
    ['8', 'HOSP-B', { [A]: 'HOSP-A', [B]: 'HOSP-B' }, 'same'],
    // Of the systems that the site names no issuer for, any may be this one's; of those that it does, none.
    ['8', 'ELSEWHERE', { [A]: 'HOSP-A' }, 'same'],
    ['8', 'HOSP-A', { [A]: 'HOSP-A' }, 'patient-mismatch'],
    // A site that names none knows no contradiction, as before.
    ['7', 'HOSP-B', {}, 'same'],
  ])('%s of %j, with %o: %s', (id, issuer, issuers, expected) => {
    expect(of(id, issuer, issuers)).toBe(expected);
  });
});
