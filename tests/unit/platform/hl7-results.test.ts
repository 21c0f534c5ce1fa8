import { describe, expect, it } from 'vitest';
import { hl7ResultsSchema } from '#lib/platform/hl7-results.ts';
import { USUAL_MAPPING } from '#lib/results/hl7v2/oru-options.ts';

const LEAST = {
  host: 'engine.example',
  port: 2575,
  receivingApplication: 'RIS',
  receivingFacility: 'GH',
  deduplicatesControlIds: false,
};
const accepts = (more: object) => hl7ResultsSchema.safeParse({ ...LEAST, ...more }).success;
const code = { code: 'PLEFF', text: 'Pleural effusion', system: 'L' };

describe('hl7v2.results', () => {
  it('needs where the engine is, and whether it drops repetitions', () => {
    expect(hl7ResultsSchema.parse(LEAST)).toMatchObject({ acknowledgement: 'original', connections: 1 });
    for (const name of Object.keys(LEAST)) expect(accepts({ [name]: undefined })).toBe(false);
  });

  it('leaves out of the mapping what the writer takes for granted', () => {
    expect(hl7ResultsSchema.parse(LEAST).message).toMatchObject(USUAL_MAPPING);
  });

  it.each([
    { message: { codes: 'own-first', findingCodes: { effusion: code } } },
    { message: { universalServiceId: code } },
    { message: { universalServiceId: { ...code, evenIfOrdered: true } } },
    { message: { observations: ['pdf'] } },
    { message: { assigningAuthorities: { 'urn:oid:1.2': { universalId: '1.2', universalIdType: 'ISO' } } } },
    { tls: {}, acknowledgement: 'accept-and-application', connections: 4, idleMs: 0 },
  ])('takes %j', (more) => {
    expect(accepts(more)).toBe(true);
  });

  it.each<[string, object]>([
    ['an unknown setting', { timeout: 1 }],
    ['an unknown setting of the message', { message: { charset: 'UTF-8' } }],
    ['an unknown segment', { message: { segments: { ZDS: true } } }],
    ['a character set that it can’t write', { message: { characterSet: '8859/2' } }],
    ['a kind of observation that there is not', { message: { observations: ['images'] } }],
    ['no observation at all', { message: { observations: [] } }],
    ['a kind twice', { message: { observations: ['text', 'text'] } }],
    [
      'a message in which nothing tells that AI wrote it',
      { message: { segments: { NTE: false }, observations: ['findings'] } },
    ],
    ['a code with no system', { message: { findingCodes: { effusion: { code: 'a', text: 'b' } } } }],
    ['a code too long for CWE.1', { message: { universalServiceId: { ...code, code: 'x'.repeat(21) } } }],
    ['half an authority', { message: { assigningAuthorities: { s: { universalId: '1.2' } } } }],
    ['an authority of nothing', { message: { assigningAuthorities: { s: {} } } }],
    ['a certificate without its key', { tls: { clientCertificate: { env: 'A' } } }],
    ['a key in the file itself', { tls: { clientCertificate: 'PEM', clientKey: 'PEM' } }],
    ['no connection', { connections: 0 }],
    ['too many', { connections: 17 }],
  ])('refuses %s', (_, more) => {
    expect(accepts(more)).toBe(false);
  });
});
