import { describe, expect, test } from 'vitest';
import type { QidoRow } from '#lib/studies/qido-row.ts';
import {
  findByAccession,
  findByUid,
  listByPatient,
  STUDY_TAGS,
  type SearchStudies,
} from '#lib/studies/search-archive.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';

const SYSTEM = 'urn:oid:1.2.3.4';
const owner = {
  patient: {
    identifiers: [
      { system: SYSTEM, value: 'MRN-1' },
      { system: 'urn:oid:9', value: 'OTHER' },
    ],
    birthDate: '1960-01-02',
    sex: 'female' as const,
  },
  systems: [SYSTEM],
};
const UID = '1.2.3' as StudyInstanceUid;
type Row = Partial<Record<keyof typeof STUDY_TAGS, string>>;
const row = (more: Row = {}): QidoRow =>
  new Map(
    Object.entries({
      studyInstanceUid: UID,
      patientId: 'MRN-1',
      birthDate: '19600102',
      sex: 'F',
      accessionNumber: 'A-1',
      studyDate: '20260102',
      ...more,
    }).map(([name, value]) => [STUDY_TAGS[name as keyof Row], value === '' ? [] : [value]]),
  );

/** An archive that answers with these rows to whatever it is asked. */
function archive(...rows: QidoRow[]): SearchStudies & { asked: object[] } {
  const asked: object[] = [];
  return Object.assign(
    (match: object) => {
      asked.push(match);
      return Promise.resolve(rows);
    },
    { asked },
  );
}
const refused = (code: string) => ({ code, failure: 'refused' });

describe('findByUid', () => {
  test('finds the study of this patient', async () => {
    expect(await findByUid(archive(row()), UID, owner)).toMatchObject({
      studyInstanceUid: UID,
      accessionNumber: 'A-1',
      started: '2026-01-02',
    });
  });

  test('finds nothing where the archive has nothing, or answers with something else than was asked', async () => {
    expect(await findByUid(archive(), UID, owner)).toBeUndefined();
    expect(await findByUid(archive(row({ studyInstanceUid: '1.2.4' })), UID, owner)).toBeUndefined();
  });

  test.each<[string, Row[], string]>([
    ['another patient', [{ patientId: 'MRN-2' }], 'patient-mismatch'],
    ['another birth date', [{ birthDate: '19600103' }], 'patient-mismatch'],
    ['another sex', [{ sex: 'm' }], 'patient-mismatch'],
    ['an identifier of a system that is not the archive’s', [{ patientId: 'OTHER' }], 'patient-mismatch'],
    ['no patient', [{ patientId: '' }], 'patient-unverifiable'],
    ['two patients, one of them this one', [{}, { patientId: 'MRN-2' }], 'study-ambiguous'],
  ])('refuses a study under %s', async (_, rows, code) => {
    await expect(findByUid(archive(...rows.map(row)), UID, owner)).rejects.toMatchObject(refused(code));
  });
});

describe('findByAccession', () => {
  const find = (...rows: Row[]) => findByAccession(archive(...rows.map(row)), 'A-1', owner);

  test('finds the patient’s study, though another patient’s bears the same number', async () => {
    expect(await find({ studyInstanceUid: '1.9', patientId: 'MRN-2' }, {})).toMatchObject({
      studyInstanceUid: UID,
    });
  });

  test('refuses two of this patient, and one that is another’s', async () => {
    await expect(find({}, { studyInstanceUid: '1.9' })).rejects.toMatchObject(refused('study-ambiguous'));
    await expect(find({ patientId: 'MRN-2' })).rejects.toMatchObject(refused('patient-mismatch'));
  });

  test('takes no study with another number, as an archive brings that ignores the question', async () => {
    expect(await find({ accessionNumber: 'A-2' }, { accessionNumber: '' })).toBeUndefined();
  });

  test.each(['*', 'A-?', 'A-1\\A-2', 'A-1,A-2', ' '])(
    'never asks by %j, which would find others',
    async (number) => {
      const asked = archive(row());
      expect(await findByAccession(asked, number, owner)).toBeUndefined();
      expect(asked.asked).toEqual([]);
    },
  );
});

describe('listByPatient', () => {
  test('asks by the identifiers that the archive knows, and leaves out whatever is not this patient’s', async () => {
    const search = archive(
      row(),
      row({ studyInstanceUid: '1.4', patientId: 'MRN-2' }),
      row({ studyInstanceUid: '1.5', birthDate: '19991231' }),
      row({ studyInstanceUid: '1.6/../admin' }),
      row({ studyInstanceUid: '1.7', patientId: '' }),
      row({ studyInstanceUid: '1.8' }),
    );
    const found = await listByPatient(search, owner);
    expect(found.map(({ studyInstanceUid }) => studyInstanceUid)).toEqual([UID, '1.8']);
    expect(search.asked).toEqual([{ PatientID: 'MRN-1' }]);
  });

  test('never asks by an identifier that is a wildcard', async () => {
    const search = archive(row());
    const patient = { ...owner.patient, identifiers: [{ system: SYSTEM, value: '*' }] };
    expect(await listByPatient(search, { ...owner, patient })).toEqual([]);
    expect(search.asked).toEqual([]);
  });
});
