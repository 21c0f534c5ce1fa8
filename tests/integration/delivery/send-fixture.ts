import { createMllpPool, type MllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { type OruReceipt, sendOru } from '#lib/delivery/send-oru.ts';
import { type HL7Results, hl7ResultsSchema } from '#lib/platform/hl7-results.ts';

const USUAL = {
  host: '127.0.0.1',
  receivingApplication: 'RIS',
  receivingFacility: 'GH',
  deduplicatesControlIds: false,
  ackTimeoutMs: 300,
  applicationAckTimeoutMs: 300,
};

export function engineAt(port: number, more: object = {}): HL7Results {
  return hl7ResultsSchema.parse({ ...USUAL, port, ...more });
}

/** `mode` is MSH-15 and MSH-16. */
export function oruText(controlId: string, mode = 'NE|AL', characterSet = 'UNICODE UTF-8'): string {
  return [
    `MSH|^~\\&|SIGHTLINE|AI|RIS|GH|20261123101112||ORU^R01^ORU_R01|${controlId}|T|2.5.1|||${mode}||${characterSet}`,
    'PID|1||MRN-1^^^GH&1.2.3&ISO^MR||Tëst \\T\\ Söhne^Zoë^^^^^L',
    'OBR|1|||24648-8^XR chest^LN',
    'OBX|1|ST|x^y^L||a\\F\\b\\S\\c\\R\\d\\E\\e||||||P',
    '',
  ].join('\r');
}

export interface Sender {
  readonly pool: MllpPool;
  /** Control ids of what answered no message under way. */
  readonly strays: string[];
  readonly send: (engine: HL7Results, message: string) => Promise<OruReceipt>;
}

export function openSender(): Sender {
  const strays: string[] = [];
  const pool = createMllpPool((_, { code, controlId }) => strays.push(`${code} ${controlId}`));
  return { pool, strays, send: (engine, message) => sendOru(pool, 'engine', engine, message) };
}

/** What became of it, whichever it is. */
export function outcomeOf(sent: Promise<OruReceipt>): Promise<unknown> {
  return sent.catch((error: unknown) => error);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
