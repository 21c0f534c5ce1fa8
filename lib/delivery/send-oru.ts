import { AppError } from '#lib/platform/errors.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import { LATIN_1 } from '#lib/standards/hl7-tables.ts';
import type { OutgoingMessage } from './mllp/connection.ts';
import { frame } from './mllp/frame.ts';
import type { MllpPool } from './mllp/mllp-pool.ts';
import type { Acknowledgement } from './mllp/read-acknowledgement.ts';

export interface OruReceipt {
  /** MSH-10. */
  readonly controlId: string;
  /** MSA-1. */
  readonly acknowledgement: 'AA' | 'CA';
  /** What has it: the application, or only the engine's safe storage (enhanced mode, HL7 v2.5.1 2.9.3). */
  readonly accepted: 'application' | 'transport';
}

/**
 * Sends one message over MLLP and waits for its acknowledgement, matched by MSA-2. `destination` names the engine
 * uniquely. Throws AppError
 * - `delivery-unreachable`, `delivery-untrusted`, `delivery-credentials-missing` (transient): nothing has arrived;
 * - `delivery-refused` (transient): the engine said that it did not take it for now;
 * - `delivery-rejected` (permanent): it never will as it stands; `detail` has its reasons;
 * - `delivery-ambiguous`: some of it left, and nobody knows more.
 */
export async function sendOru(
  pool: MllpPool,
  destination: string,
  engine: HL7Results,
  message: string,
): Promise<OruReceipt> {
  const outgoing = toOutgoing(message, engine);
  const acknowledgement = await pool.send(destination, engine, outgoing);
  return toReceipt(acknowledgement, outgoing.controlId);
}

/** The message itself says how it is encoded (MSH-18) and acknowledged (MSH-15, 16), whatever the site says by now. */
function toOutgoing(message: string, engine: HL7Results): OutgoingMessage {
  const end = message.indexOf('\r');
  const fields = message.slice(0, end < 0 ? undefined : end).split(message.charAt(3));
  const at = (index: number) => fields[index - 1] ?? '';
  const controlId = at(10);
  if (!message.startsWith('MSH') || controlId === '') throw new AppError('delivery-refused', 'permanent');
  const isApplicationAsked = at(16) === 'AL' || (at(15) === '' && at(16) === '');
  return {
    block: frame(message, at(18) === LATIN_1 ? 'latin1' : 'utf8'),
    controlId,
    ackTimeoutMs: engine.ackTimeoutMs,
    ...(isApplicationAsked ? { applicationAckTimeoutMs: engine.applicationAckTimeoutMs } : {}),
  };
}

/** Table 0357: message type, event, processing id and version that the engine does not support. */
const NEVER_SUPPORTED = new Set(['200', '201', '202', '203']);

/** HL7 table 0008, with the meanings of 2.9.2 and 2.9.3. */
function toReceipt({ code, errorCodes, text }: Acknowledgement, controlId: string): OruReceipt {
  const options = { fields: { acknowledgement: code }, ...(text === '' ? {} : { detail: text }) };
  switch (code) {
    case 'AA':
      return { controlId, acknowledgement: code, accepted: 'application' };
    case 'CA':
      return { controlId, acknowledgement: code, accepted: 'transport' };
    case 'AE': // an error in its content
    case 'CR': // its type, processing id or version is not acceptable
      throw new AppError('delivery-rejected', 'permanent', options);
    case 'AR': // the same, or a reason that has nothing to do with the message
      if (errorCodes.some((each) => NEVER_SUPPORTED.has(each)))
        throw new AppError('delivery-rejected', 'permanent', options);
      throw new AppError('delivery-refused', 'transient', options);
    case 'CE': // not kept for any other reason
      throw new AppError('delivery-refused', 'transient', options);
    default:
      // There is no other: nobody can tell what it means for the message.
      throw new AppError('delivery-ambiguous', 'ambiguous', { ...options, fields: {} });
  }
}
