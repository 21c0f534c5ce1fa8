import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { findPatient, readPatient } from '#lib/studies/read-patient.ts';
import { bundle, openSmallFhir, patient, SYSTEM } from './small-fhir.ts';

const server = await openSmallFhir();
const { read } = server;
beforeEach(() => {
  server.answers = {};
  server.asked.length = 0;
});
afterAll(() => server.close());

describe('findPatient', () => {
  const search = `Patient?identifier=${SYSTEM}|MRN-1`;
  const find = () => findPatient(read, [{ system: SYSTEM, value: 'MRN-1' }]);
  const unverifiable = { code: 'patient-unverifiable', failure: 'refused' };

  test('finds the one who bears the identifier', async () => {
    server.answers[search] = bundle(patient('p-1'));
    expect(await find()).toMatchObject({ fhirId: 'p-1', identifiers: [{ system: SYSTEM, value: 'MRN-1' }] });
  });

  test.each<[string, unknown[]]>([
    ['nobody', []],
    ['two', [patient('p-1'), patient('p-2')]],
    ['somebody with another number, as a server does that ignores the search', [patient('p-9', 'MRN-9')]],
    ['somebody with the number of another authority', [patient('p-9', 'MRN-1', 'urn:oid:9.9')]],
  ])('refuses %s', async (_, found) => {
    server.answers[search] = bundle(...found);
    await expect(find()).rejects.toMatchObject(unverifiable);
  });

  test('refuses where two identifiers name two patients, and accepts where they name one', async () => {
    const both = [
      { system: SYSTEM, value: 'MRN-1' },
      { system: 'urn:b', value: 'B-1' },
    ];
    server.answers[search] = bundle(patient('p-1'));
    server.answers['Patient?identifier=urn:b|B-1'] = bundle(patient('p-2', 'B-1', 'urn:b'));
    await expect(findPatient(read, both)).rejects.toMatchObject(unverifiable);
    const whole = { ...patient('p-1'), identifier: both };
    server.answers[search] = bundle(whole);
    server.answers['Patient?identifier=urn:b|B-1'] = bundle(whole);
    expect(await findPatient(read, both)).toMatchObject({ fhirId: 'p-1' });
  });

  test('never searches by a number without its authority', async () => {
    await expect(findPatient(read, [{ value: 'MRN-1' }])).rejects.toMatchObject(unverifiable);
    expect(server.asked).toEqual([]);
  });

  test('a number that holds the search’s own signs stays one number', async () => {
    await expect(findPatient(read, [{ system: SYSTEM, value: 'a,b|c$d&_count=1' }])).rejects.toThrow();
    const [line] = server.asked;
    expect([...new URL(line?.slice(4) ?? '', server.url).searchParams]).toEqual([
      ['identifier', `${SYSTEM}|a\\,b\\|c\\$d&_count=1`],
    ]);
  });
});

describe('readPatient', () => {
  test('refuses an answer that is another patient, or none', async () => {
    server.answers['Patient/p-1'] = patient('p-2');
    await expect(readPatient(read, 'p-1')).rejects.toMatchObject({ code: 'patient-unverifiable' });
    await expect(readPatient(read, 'p-3')).rejects.toMatchObject({ code: 'patient-unverifiable' });
  });

  test('prefers the official name', async () => {
    server.answers['Patient/p-1'] = {
      ...patient('p-1'),
      name: [{ family: 'Old' }, { use: 'official', family: 'Test', given: ['Ann', 'B'] }],
    };
    expect(await readPatient(read, 'p-1')).toMatchObject({ displayName: 'Ann B Test', family: 'Test' });
  });
});
