import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { HL7Message } from 'hl7v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { sendOru } from '#lib/delivery/send-oru.ts';
import { hl7ResultsSchema } from '#lib/platform/hl7-results.ts';
import { USUAL_MAPPING } from '#lib/results/hl7v2/oru-options.ts';
import { toHl7Text } from '#lib/results/hl7v2/segment-writer.ts';
import { writeOruOfMany, writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { canRunHapi, installHapi, startHapi } from '#tests/peers/hl7v2/hapi/hapi-engine.ts';
import { openPeerEngine, type PeerEngine } from '#tests/peers/hl7v2/open-peer-engine.ts';
import { installedPythonPeer } from '#tests/peers/python-peer.ts';
import {
  AI_STATEMENT,
  bareResult,
  orderedResult,
  oruOptions,
  readResult,
} from '#tests/support/study-result-fixture.ts';
import { resultOf } from '#tests/unit/results/hl7v2-fixture.ts';

/** HL7 engines and validators of others: what they take, and what they read of it. */

const pdf = Buffer.from('%PDF-1.7 not really one');
const everything = { ...USUAL_MAPPING, observations: ['text', 'findings', 'pdf'] as const };
const several = [
  { result: orderedResult, aiStatement: AI_STATEMENT },
  { result: { ...orderedResult, analysisId: 'other' }, aiStatement: AI_STATEMENT },
];
const written: Readonly<Record<string, string>> = {
  ordered: writeOruR01(orderedResult, oruOptions),
  bare: writeOruR01(bareResult, oruOptions),
  pdf: writeOruR01(orderedResult, { ...oruOptions, pdf, mapping: everything }),
  several: writeOruOfMany(several, oruOptions),
  enhanced: writeOruR01(orderedResult, { ...oruOptions, acknowledgement: 'accept-and-application' }),
  final: writeOruR01(resultOf('final'), oruOptions),
  corrected: writeOruR01(resultOf('corrected'), oruOptions),
  read: writeOruR01(readResult(), oruOptions),
  cancelled: writeOruR01(resultOf('cancelled'), oruOptions),
  withdrawn: writeOruR01(resultOf('entered-in-error'), oruOptions),
  plain: writeOruR01(orderedResult, {
    ...oruOptions,
    mapping: { ...USUAL_MAPPING, segments: { SFT: false, PV1: false, NTE: false } },
  }),
};
const names = Object.keys(written);
const textOf = (name: string) => written[name] ?? '';
const pool = createMllpPool();
afterAll(() => {
  pool.close();
});

function send(port: number, message: string) {
  const settings = { receivingApplication: 'E', receivingFacility: 'F', deduplicatesControlIds: false };
  const engine = hl7ResultsSchema.parse({
    host: '127.0.0.1',
    port,
    applicationAckTimeoutMs: 500,
    ...settings,
  });
  return sendOru(pool, `engine ${String(port)}`, engine, message);
}

/** Counted by our own reader, which another test holds against python3-hl7's. */
const observationsIn = (text: string) => text.split('\r').filter((line) => line.startsWith('OBX')).length;

describe.skipIf(!canRunHapi())('HAPI HL7 v2, strict (Java and Maven; skipped where absent)', () => {
  let engine: Awaited<ReturnType<typeof startHapi>>;
  beforeAll(async () => {
    installHapi();
    engine = await startHapi();
  });
  afterAll(() => {
    engine.close();
  });

  it.each(names)('takes the %s message and reads it as it was written', async (name) => {
    const text = textOf(name);
    expect(await send(engine.port, text)).toMatchObject({ acknowledgement: 'AA', accepted: 'application' });
    const [controlId, patient, family, groups, statuses, observations, documents] = (
      await engine.next()
    ).split('\t');
    expect(controlId).toBe(oruOptions.controlId);
    expect(patient).toBe(name === 'bare' ? 'X2' : 'MRN-0001');
    expect(family).toBe(name === 'bare' ? 'null' : "O'Test & Söhne");
    expect(groups).toBe(name === 'several' ? '2' : '1');
    const status = HL7Message.parse(text, { dictionaries: hl7Dictionaries }).getSegment('OBR');
    expect(statuses).toBe(String(status?.field(25).getValue()).repeat(name === 'several' ? 2 : 1));
    expect(observations).toBe(String(observationsIn(text)));
    expect(documents).toBe(name === 'pdf' ? String(pdf.toString('base64').length) : '');
  });

  it('reads a message in 8859/1 by its MSH-18', async () => {
    const text = writeOruR01(orderedResult, { ...oruOptions, characterSet: '8859/1' });
    expect(await send(engine.port, text)).toMatchObject({ acknowledgement: 'AA' });
    expect((await engine.next()).split('\t')[2]).toBe("O'Test & Söhne");
  });

  it('refuses what is wrong, so that its yes means something; and its reasons are kept', async () => {
    const wrong = textOf('ordered').replace('|0.8312|', '|about 0.8|');
    const error = await send(engine.port, wrong).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'delivery-rejected', failure: 'permanent' });
    expect((error as { detail?: string }).detail).toMatch(/'about 0.8' requires to be empty or a number/);
  });
});

const AWKWARD = ['|', '^', '~', '\\', '&', '\r', '\n', '.', 'E', 'X', '0D', 'é', '世', '😀'].concat([
  '\\X0D\\',
  '\\.br\\',
  '\\E',
  '\ud800',
  '\u2028',
  '"',
  '\u0085',
  '\u0000',
]);

/** Debian's python3-hl7 belongs to the system's Python. */
const PYTHON = '/usr/bin/python3';

describe.skipIf(spawnSync(PYTHON, ['-c', 'import hl7.mllp']).status !== 0)(
  'python3-hl7’s MLLP server (Debian; skipped where absent)',
  () => {
    let engine: PeerEngine;
    let port: number;
    beforeAll(async () => {
      engine = openPeerEngine(PYTHON, ['tests/peers/hl7v2/python_engine.py']);
      ({ port } = JSON.parse(await engine.next()) as { port: number });
    });
    afterAll(() => {
      engine.close();
    });

    it.each(names)('takes the %s message, over one connection', async (name) => {
      expect(await send(port, textOf(name))).toMatchObject({ acknowledgement: 'AA' });
      expect(JSON.parse(await engine.next())).toMatchObject({
        controlId: oruOptions.controlId,
        observations: observationsIn(textOf(name)),
      });
    });

    it('reads every text as it was, whatever delimiters, escapes and line ends stand in it', async () => {
      const anyText = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...AWKWARD) }),
      );
      await fc.assert(
        fc.asyncProperty(anyText, async (raw) => {
          const text = toHl7Text(raw);
          fc.pre(text !== '' && text.trim() === text);
          const patient = { ...orderedResult.patient, family: raw, identifiers: [{ value: raw }] };
          const study = { ...orderedResult.study, description: raw };
          const message = writeOruR01({ ...orderedResult, patient, study }, oruOptions);
          expect(await send(port, message)).toMatchObject({ acknowledgement: 'AA' });
          const read = JSON.parse(await engine.next()) as { values: string[] };
          expect(read).toMatchObject({
            patientId: text,
            family: text,
            observations: observationsIn(textOf('ordered')),
          });
          expect(read.values.some((value) => value.includes(text))).toBe(true);
        }),
        { numRuns: 400 },
      );
    });
  },
);

const python = installedPythonPeer();

describe.skipIf(python === undefined)('hl7apy’s validation (PyPI; skipped where not installed)', () => {
  const validate = (messages: readonly string[]): string[][] => {
    const { stdout, stderr, status } = spawnSync(python ?? '', ['tests/peers/hl7v2/validate_hl7apy.py'], {
      input: JSON.stringify(messages),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as string[][];
  };

  it('finds nothing missing or out of place, and does find what was taken out', () => {
    const broken = [
      textOf('ordered').replace(/\rOBR\|[^\r]*/, ''),
      textOf('ordered').replace(/^(MSH(?:\|[^|]*){8}\|)[^|]*/, '$1'),
    ];
    const errors = validate([...names.map(textOf), ...broken]);
    names.forEach((name, index) => {
      expect(errors[index], name).toEqual([]);
    });
    for (const found of errors.slice(names.length)) expect(found).not.toEqual([]);
  });
});
