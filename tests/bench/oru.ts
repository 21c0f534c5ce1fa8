/**
 * Results as ORU^R01 to an HL7 engine on loopback, in microseconds a message: written, committed (synchronous_commit on),
 * claimed, acknowledged and settled, beside clients that write nothing and keep nothing.
 */
import { join } from 'node:path';
import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import { createMllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { sendOru } from '#lib/delivery/send-oru.ts';
import { hl7ResultsSchema } from '#lib/platform/hl7-results.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { openPeerEngine } from '#tests/peers/hl7v2/open-peer-engine.ts';
import { orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';
import { openProcess } from './ask-process.ts';
import { openLedger } from './oru-ledger.ts';
import { absoluteRow, ratioRow, type Row } from './row.ts';

const SECONDS = 3;
const ROUNDS = 3;
/** One for each delivery under way, of ours and of the peers. */
const CONNECTIONS = 4;
/** While some of ours wait for their commit, others have the connections. */
const UNDER_WAY = 24;

type Rate = () => Promise<number>;

export async function measureOru(say: (line: string) => void): Promise<Row[]> {
  const engine = openPeerEngine(process.execPath, [join(import.meta.dirname, 'echo-engine.ts')]);
  const port = Number(await engine.next());
  const python = openProcess('/usr/bin/python3', [join(import.meta.dirname, 'peer', 'send_hl7.py')]);
  const ledger = await openLedger(UNDER_WAY);
  const text = writeOruR01(orderedResult, oruOptions);
  const pool = createMllpPool();
  const send = (message: string) => sendOru(pool, 'engine', engineAt(port), message);
  try {
    const best = await bestOf(
      {
        writing: () => rateOf(1, () => Promise.resolve(writeOruR01(orderedResult, oruOptions))),
        sending: () => rateOf(CONNECTIONS, () => send(text)),
        ours: () => rateOf(UNDER_WAY, () => ledger.deliver(send)),
        medplum: () => withMedplum(port, text),
        python: () => python.ask<number>({ port, text, connections: CONNECTIONS, seconds: SECONDS }),
      },
      say,
    );
    return rowsOf(best);
  } finally {
    pool.close();
    await ledger.close();
    await python.close();
    engine.close();
  }
}

type Measured = Readonly<Record<'writing' | 'sending' | 'ours' | 'medplum' | 'python', number>>;

/** Half of medplum's rate is twice its time. */
function rowsOf(rates: Measured): Row[] {
  const each = (name: keyof Measured) => 1e6 / rates[name];
  const unit = 'µs a message';
  const medplum = { peer: each('medplum'), peerName: '@medplum/hl7, bare echo', unit };
  const python = { peer: each('python'), peerName: 'python3-hl7, bare echo', unit };
  return [
    absoluteRow('ORU^R01 written', each('writing'), unit, null),
    ratioRow('ORU^R01 sent and acknowledged, nothing kept', { ours: each('sending'), ...medplum }, 2),
    ratioRow('ORU^R01 written, committed, acknowledged, settled', { ours: each('ours'), ...medplum }, 2),
    ratioRow('the same', { ours: each('ours'), ...python }, 1),
  ];
}

function engineAt(port: number) {
  return hl7ResultsSchema.parse({
    host: '127.0.0.1',
    port,
    receivingApplication: 'ENGINE',
    receivingFacility: 'BENCH',
    deduplicatesControlIds: false,
    connections: CONNECTIONS,
  });
}

/** Each way in turn, so that none has the quieter machine; the best round of each. */
async function bestOf(rates: Record<keyof Measured, Rate>, say: (line: string) => void): Promise<Measured> {
  const best = { writing: 0, sending: 0, ours: 0, medplum: 0, python: 0 };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of Object.keys(best) as (keyof Measured)[]) {
      const rate = await rates[name]();
      best[name] = Math.max(best[name], rate);
      say(`${name}: ${rate.toFixed(0)} messages a second`);
    }
  return best;
}

async function withMedplum(port: number, text: string): Promise<number> {
  const clients = Array.from({ length: CONNECTIONS }, () => new Hl7Client({ host: '127.0.0.1', port }));
  const message = Hl7Message.parse(text);
  try {
    return await rateOf(CONNECTIONS, async (lane) => clients[lane]?.sendAndWait(message));
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function rateOf(lanes: number, once: (lane: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  const serve = async (lane: number) => {
    while (performance.now() < start + SECONDS * 1000) {
      await once(lane);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => serve(lane)));
  return (done * 1000) / (performance.now() - start);
}
