import net from 'node:net';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { HL7Message } from 'hl7v2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildAck } from '#sandbox/engine/build-ack.ts';
import { listenMllp } from '#sandbox/engine/mllp-framing.ts';
import type { MllpListener } from '#sandbox/engine/mllp-framing.ts';
import type { ReceivedMessage } from '#sandbox/engine/results-inbox.ts';
import type { SentOrder } from '#sandbox/engine/send-order.ts';
import type { Hospital } from '#sandbox/hospital.ts';
import { bearer, launchApp } from './launch-app.ts';
import { APP, openHospital, postJson } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

let hospital: Hospital;
let orders: MllpListener;
const ordersReceived: string[] = [];

beforeAll(async () => {
  orders = await listenMllp(0, (bytes) => {
    const text = bytes.toString('utf8');
    ordersReceived.push(text);
    const message = HL7Message.parse(text);
    return buildAck(message, 'AA', message.controlId);
  });
  const film = writeTinyDicom({
    studyUid: '1.2.3.1',
    sopInstanceUid: '1.2.3.1.1.1',
    patientId: 'P1',
    patientName: 'O^Neil|Jr^Ada',
    accessionNumber: 'A1',
  });
  hospital = await openHospital({ film }, { app: { ...APP, ordersPort: orders.port } });
}, 60_000);
afterAll(async () => {
  await hospital.close();
  await orders.close();
});
beforeEach(() => setMode('accept'));

async function setMode(mode: string): Promise<void> {
  await postJson(`${hospital.ehrUrl}/sandbox/results`, { mode });
}

/** What the engine answers, or how the connection ended. */
function send(text: string, timeoutMs = 3000): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(hospital.resultsPort, '127.0.0.1', () => socket.write(`\v${text}\x1c\r`));
    let answer = '';
    const end = (result: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => {
      end('silence');
    }, timeoutMs);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.endsWith('\x1c\r')) end(answer.slice(1, -2));
    });
    socket.on('error', () => {
      end('reset');
    });
  });
}

const oru = (controlId: string, end = '\r'): string =>
  [
    `MSH|^~\\&|SIGHTLINE|S|STANDIN_EHR|STANDIN|20261123120000+0000||ORU^R01^ORU_R01|${controlId}|P|2.5.1|||||||UNICODE UTF-8`,
    'PID|1||P1^^^STANDIN^MR||Neil^Ada||19610203|F',
    'OBR|1|P000000001^STANDIN|F000000001^STANDIN|XRCHEST^Chest X-ray^L|||20260314|||||||||||A1|||||||P',
    'OBX|1|NM|60046008^Pleural effusion^SCT||0.91|1||A|||P',
    '',
  ].join(end);
const messages = async (): Promise<readonly ReceivedMessage[]> =>
  (await (await fetch(`${hospital.ehrUrl}/sandbox/engine/messages`)).json()) as ReceivedMessage[];

describe('results', () => {
  test.each(['\r', '\n', '\r\n'])(
    'are taken with segments ending in %j, and answered with their control id',
    async (end) => {
      const controlId = `OK${String(end.length)}${String(end.charCodeAt(0))}`;
      const ack = HL7Message.parse(await send(oru(controlId, end)));
      expect(ack.getSegment('MSA')?.toHL7String()).toBe(`MSA|AA|${controlId}`);
      expect(ack.header.field(5).toHL7String()).toBe('SIGHTLINE');
      expect(ack.header.field(9).toHL7String()).toBe('ACK^R01^ACK');
      expect((await messages()).find((message) => message.controlId === controlId)).toMatchObject({
        ack: 'AA',
        type: 'ORU^R01',
        patientId: 'P1',
        placer: 'P000000001',
        accession: 'A1',
      });
    },
  );

  test('sent twice are filed once, and both times acknowledged', async () => {
    expect(await send(oru('TWICE'))).toContain('MSA|AA|TWICE');
    expect(await send(oru('TWICE'))).toContain('MSA|AA|TWICE');
    const stored = (await messages()).filter((message) => message.controlId === 'TWICE');
    expect(stored).toHaveLength(1);
    expect(stored[0]?.receipts).toBe(2);
  });

  test.each([
    ['no patient', oru('BAD1').replace('P1^^^STANDIN^MR', ''), 'MSA|AE|BAD1', 'PID^1^3'],
    ['no request', oru('BAD2').replace(/OBR[^\r]*\r/, ''), 'MSA|AE|BAD2', 'OBR^1^1'],
    ['another type', oru('BAD3').replace('ORU^R01^ORU_R01', 'ADT^A01^ADT_A01'), 'MSA|AR|BAD3', 'MSH^1^9'],
    ['no HL7 at all', 'hello', 'MSA|AR', '207'],
  ])('with %s are refused, with the place', async (_, text, msa, place) => {
    const ack = await send(text);
    expect(ack).toContain(msa);
    expect(ack).toContain(place);
  });

  test('meet an engine that is silent, rejects or resets, as told', async () => {
    await setMode('silent');
    expect(await send(oru('LOST'), 300)).toBe('silence');
    await setMode('reset');
    expect(await send(oru('RESET'))).toBe('reset');
    await setMode('reject');
    expect(await send(oru('NO'))).toContain('MSA|AR|NO');
    await setMode('accept');
    expect(await send(oru('LOST'))).toContain('MSA|AA|LOST');
    expect((await messages()).find((message) => message.controlId === 'LOST')?.receipts).toBe(2);
    expect((await messages()).some((message) => message.controlId === 'RESET')).toBe(false);
  });
});

test('an order goes out as a well-formed ORM^O01, and its acknowledgement comes back', async () => {
  const token = await launchApp(hospital, hospital.patients[0]?.fhirId ?? '');
  const found = (await (
    await fetch(`${hospital.fhirUrl}/ServiceRequest`, { headers: bearer(token) })
  ).json()) as {
    entry: { resource: { id: string } }[];
  };
  const answer = await postJson(`${hospital.ehrUrl}/sandbox/orders`, {
    serviceRequestId: found.entry[0]?.resource.id,
  });
  const sent = (await answer.json()) as SentOrder;
  expect(sent.ack).toBe('AA');
  const message = HL7Message.parse(ordersReceived[0] ?? '', { dictionaries: hl7Dictionaries });
  expect(message.toHL7String()).toBe(ordersReceived[0]);
  expect(message.segments.map((segment) => segment.segmentType)).toEqual([
    'MSH',
    'PID',
    'PV1',
    'ORC',
    'OBR',
    'ZDS',
  ]);
  expect(message.messageType).toBe('ORM^O01');
  expect(message.getSegment('PID')?.field(3).getValue(1)).toBe('P1');
  expect(message.getSegment('PID')?.field(5).getValue(1)).toBe('O');
  expect(message.getSegment('PID')?.field(5).getValue(2)).toBe('Neil|Jr');
  expect(message.getSegment('ORC')?.field(1).getValue()).toBe('NW');
  expect(message.getSegment('OBR')?.field(18).toHL7String()).toBe('A1');
  expect(message.getSegment('ZDS')?.toHL7String()).toBe('ZDS|1.2.3.1^Application^DICOM');
});
