import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeader } from '#lib/pixels/read-header.ts';
import { CHEST_FILM, chestFilm, makeDicom, writeElement } from './make-dicom.ts';

const item = (bytes: Buffer) => {
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
};
const viewCode = (meaning: string) => ['SQ', item(writeElement([0x00080104, 'LO', meaning]))] as const;

describe('readHeader', () => {
  test('reads whose film it is and what it shows', () => {
    expect(readHeader(chestFilm())).toMatchObject({
      sopInstanceUid: '1.2.3.4',
      studyInstanceUid: '1.2.3',
      patient: { id: 'P-1', name: { family: 'Müller', given: 'Ana' }, birthDate: '1960-03-02' },
      modality: 'DX',
      bodyPart: 'CHEST',
      view: 'PA',
      ageYears: 65,
      studyDate: '2026-03-01',
      rows: 2,
      columns: 3,
      numberOfFrames: 1,
      imageType: ['ORIGINAL', 'PRIMARY'],
    });
  });

  test.each([
    ['ISO_IR 100', Buffer.from('Jos\xe9^A', 'latin1'), 'José'],
    ['ISO_IR 192', Buffer.from('José^A'), 'José'],
    ['', Buffer.from('Jose^A'), 'Jose'],
    ['ISO_IR 144', Buffer.from([0xbb, 0xee, 0xda, 0x5e, 0x41]), 'Люк'],
  ])('reads names in character set %j', (set, name, family) => {
    const header = readHeader(chestFilm({ 0x00080005: ['CS', set], 0x00100010: ['PN', name] }));
    expect(header.patient.name?.family).toBe(family);
  });

  test('takes the alphabetic group of a name that has several', () => {
    const name = ['PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう'] as const;
    expect(readHeader(chestFilm({ 0x00100010: name })).patient.name).toEqual({
      family: 'Yamada',
      given: 'Tarou',
    });
  });

  test.each([
    ['081Y', 81],
    ['81', 81],
    ['006M', 0.5],
    ['', 65],
    ['OLD', 65],
  ])('reads the age %j', (age, years) => {
    expect(readHeader(chestFilm({ 0x00101010: ['AS', age] })).ageYears).toBe(years);
  });

  test.each([0x00080021, 0x00080022, 0x00080023])(
    'takes it from the birth date and any day of the film (%i)',
    (tag) => {
      const header = readHeader(
        chestFilm({
          0x00101010: undefined,
          0x00080020: undefined,
          0x00100030: ['DA', '20150601'],
          [tag]: ['DA', '20260531'],
        }),
      );
      expect(header.ageYears).toBe(10);
    },
  );

  test('leaves out a birth date that de-identification replaced by a hash', () => {
    const header = readHeader(chestFilm({ 0x00100030: ['DA', 'd14a028c2a3a2bc9'] }));
    expect(header.patient.birthDate).toBeUndefined();
    expect(header.ageYears).toBeUndefined();
  });

  const noView = { 0x00185101: undefined };
  test.each([
    ['ViewPosition', { 0x00185101: ['CS', 'll'] as const }, 'LL'],
    ['ViewCodeSequence', { ...noView, 0x00540220: viewCode('postero-anterior') }, 'PA'],
    ['a lateral ViewCodeSequence', { ...noView, 0x00540220: viewCode('left lateral') }, 'LEFT LATERAL'],
    ['PatientPosition of a secondary capture', { ...noView, 0x00185100: ['CS', 'AP'] as const }, 'AP'],
    ['a PatientPosition that is none', { ...noView, 0x00185100: ['CS', 'XX'] as const }, undefined],
    ['PatientOrientation of a frontal film', { ...noView, 0x00200020: ['CS', 'L\\F'] as const }, 'FRONTAL'],
    ['PatientOrientation of a lateral film', { ...noView, 0x00200020: ['CS', 'A\\F'] as const }, undefined],
    ['nothing', noView, undefined],
  ])('takes the view from %s', (_, changes, view) => {
    expect(readHeader(chestFilm(changes)).view).toBe(view);
  });

  test('reads an object that lost its preamble, and a bare data set', () => {
    const whole = chestFilm();
    expect(readHeader(whole.slice(132)).sopInstanceUid).toBe('1.2.3.4');
    const bare = Buffer.concat(CHEST_FILM.map(writeElement));
    expect(readHeader(bare).sopInstanceUid).toBe('1.2.3.4');
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a text', Buffer.from('<html>not found</html>'.repeat(20))],
    ['zeros', new Uint8Array(1000)],
  ])('refuses %s as no DICOM', (_, bytes) => {
    expect(() => readHeader(bytes)).toThrow(
      expect.objectContaining({ code: 'film-not-dicom', failure: 'refused' }),
    );
  });

  test('refuses an object that does not say which it is', () => {
    const code = expect.objectContaining({ code: 'film-without-identity' }) as Error;
    expect(() => readHeader(chestFilm({ 0x0020000d: undefined }))).toThrow(code);
    expect(() => readHeader(makeDicom([[0x00080060, 'CS', 'DX']]))).toThrow(code);
  });

  test('fails only by name on objects with flipped bytes', () => {
    const film = chestFilm();
    fc.assert(
      fc.property(fc.nat(film.length - 1), fc.nat(255), (at, value) => {
        const broken = film.slice();
        broken[at] = value;
        try {
          readHeader(broken);
        } catch (thrown) {
          expect(thrown).toMatchObject({ name: 'AppError', failure: 'refused' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
