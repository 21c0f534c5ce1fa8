import type { HL7Message } from 'hl7v2';
import { buildAck } from './build-ack.ts';
import type { AckCode, AckError } from './build-ack.ts';
import { RESET } from './mllp-framing.ts';
import { normalizeSegmentEnds, parseMessage, rawOf, segmentsOf, textOf } from './parse-message.ts';

/**
 * `silent` takes the message and never answers, as when the acknowledgement is lost; `reject` answers AR;
 * `reset` breaks the connection and takes nothing.
 */
export type ResultsMode = 'accept' | 'silent' | 'reject' | 'reset';

export interface ReceivedMessage {
  readonly controlId: string;
  readonly receivedAt: string;
  /** How often it came. */
  receipts: number;
  ack: AckCode;
  readonly type: string;
  readonly patientId: string;
  readonly placer: string;
  readonly accession: string;
  /** OBR-25 of its first request. */
  readonly resultStatus: string;
  readonly text: string;
}

interface Refusal {
  readonly ack: AckCode;
  readonly error: AckError;
}

/** Where ORU^R01 arrive: each MSH-10 is filed once, however often it is sent. */
export class ResultsInbox {
  mode: ResultsMode = 'accept';
  readonly #messages = new Map<string, ReceivedMessage>();

  get messages(): readonly ReceivedMessage[] {
    return [...this.#messages.values()];
  }

  find(controlId: string): ReceivedMessage | undefined {
    return this.#messages.get(controlId);
  }

  readonly receive = (bytes: Buffer): string | typeof RESET | undefined => {
    if (this.mode === 'reset') return RESET;
    const text = normalizeSegmentEnds(bytes);
    const message = tryParse(text);
    const controlId =
      message === undefined
        ? (/^MSH(.)(?:[^\r]*?\1){8}([^\r]*?)(?:\1|\r|$)/.exec(text)?.[2] ?? '')
        : textOf(message.header, 10);
    const refusal = this.mode === 'reject' ? REJECTED : findFault(message, controlId);
    const ack = refusal?.ack ?? 'AA';
    this.#file(message, text, controlId, ack);
    return this.mode === 'silent' ? undefined : buildAck(message, ack, controlId, refusal?.error);
  };

  #file(message: HL7Message | undefined, text: string, controlId: string, ack: AckCode): void {
    const known = this.#messages.get(controlId);
    if (known !== undefined) {
      known.receipts += 1;
      if (known.ack !== 'AA') known.ack = ack;
      return;
    }
    const key = controlId === '' ? `unnumbered-${String(this.#messages.size + 1)}` : controlId;
    this.#messages.set(key, summarize(message, text, key, ack));
  }
}

const REJECTED: Refusal = {
  ack: 'AR',
  error: { code: '207', text: 'The engine rejects everything, as it was told to' },
};

function tryParse(text: string): HL7Message | undefined {
  try {
    return parseMessage(text);
  } catch {
    return undefined;
  }
}

/** What the engine refuses, with the codes of HL7 table 0357. */
function findFault(message: HL7Message | undefined, controlId: string): Refusal | undefined {
  if (message === undefined)
    return { ack: 'AR', error: { code: '207', text: 'The message cannot be parsed' } };
  if (controlId === '') return missing('MSH', 10);
  if (message.messageType !== 'ORU^R01') {
    return { ack: 'AR', error: { code: '200', text: 'Only ORU^R01 is taken here', location: ['MSH', 1, 9] } };
  }
  if (textOf(message.getSegment('PID'), 3) === '') return missing('PID', 3);
  return segmentsOf(message, 'OBR').length === 0 ? missing('OBR', 1) : undefined;
}

function missing(segment: string, field: number): Refusal {
  return {
    ack: 'AE',
    error: {
      code: '101',
      text: `Required field missing: ${segment}-${String(field)}`,
      location: [segment, 1, field],
    },
  };
}

function summarize(
  message: HL7Message | undefined,
  text: string,
  controlId: string,
  ack: AckCode,
): ReceivedMessage {
  const obr = message?.getSegment('OBR');
  const accession = textOf(obr, 18);
  return {
    controlId,
    receivedAt: new Date().toISOString(),
    receipts: 1,
    ack,
    type: message?.messageType ?? '',
    patientId: textOf(message?.getSegment('PID'), 3),
    placer: textOf(obr, 2),
    accession: accession === '' ? textOf(obr, 3) : accession,
    resultStatus: rawOf(obr, 25),
    text,
  };
}
