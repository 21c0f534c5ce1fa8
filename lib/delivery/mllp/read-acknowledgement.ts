import { isUtf8 } from 'node:buffer';
import { Hl7Message } from '@medplum/core';

/** An ACK (HL7 v2.5.1 2.14.1), as far as it decides anything. */
export interface Acknowledgement {
  /** MSA-1, whatever it is. */
  readonly code: string;
  /** MSA-2: the message that it is about. */
  readonly controlId: string;
  /** ERR-3.1 (table 0357). */
  readonly errorCodes: readonly string[];
  /** MSA-3 and the ERR segments in the engine's words, which may quote the message: for the ledger, never for a log. */
  readonly text: string;
  /** What it asks to be answered with, in enhanced mode (MSH-15). */
  readonly answer: string | undefined;
}

const TEXT_AT_MOST = 2000;
const ERRORS_AT_MOST = 20;

/** Undefined for what is no acknowledgement. */
export function readAcknowledgement(block: Buffer): Acknowledgement | undefined {
  const message = parse(isUtf8(block) ? block.toString('utf8') : block.toString('latin1'));
  const msa = message?.getSegment('MSA');
  if (!message || !msa) return undefined;
  const field = (index: number) => msa.getComponent(index, 1).trim();
  const errors = message.getAllSegments('ERR').slice(0, ERRORS_AT_MOST);
  const code = field(1);
  return {
    code,
    controlId: field(2),
    errorCodes: errors.map((error) => error.getComponent(3, 1).trim()).filter((each) => each !== ''),
    text: readable([field(3), ...errors.map((error) => error.toString())]),
    answer: answerTo(message, code),
  };
}

function parse(text: string): Hl7Message | undefined {
  try {
    return Hl7Message.parse(text);
  } catch {
    return undefined;
  }
}

/** An application's own acknowledgement may ask to be accepted (2.9.3.3); an accept acknowledgement never may. */
function answerTo(message: Hl7Message, code: string): string | undefined {
  const isAsked = ['AL', 'SU'].includes(message.getSegment('MSH')?.getComponent(15, 1) ?? '');
  if (!isAsked || !code.startsWith('A') || message.context.getMsh1() + message.context.getMsh2() !== '|^~\\&')
    return undefined;
  return message.buildAck({ ackCode: 'CA' }).toString();
}

const ESCAPED: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\' };

function readable(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('; ')
    .slice(0, TEXT_AT_MOST)
    .replace(/\\([FSTRE])\\/g, (_, name: string) => ESCAPED[name] ?? '')
    .replace(/\p{Cc}+/gu, ' ');
}
