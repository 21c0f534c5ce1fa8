import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { HL7Message } from 'hl7v2';
import { HL7Version } from 'hl7v2-dictionary';
import { rawOf } from './parse-message.ts';

/** HL7 table 0008. */
export type AckCode = 'AA' | 'AE' | 'AR';

export interface AckError {
  /** HL7 table 0357. */
  readonly code: string;
  readonly text: string;
  /** ERL: segment, sequence, field. */
  readonly location?: readonly [segment: string, sequence: number, field: number];
}

/** An original-mode acknowledgement. The library's own leaves MSH-3 to MSH-6 and MSH-11 empty. */
export function buildAck(
  received: HL7Message | undefined,
  code: AckCode,
  controlId: string,
  error?: AckError,
): string {
  const ack = new HL7Message(HL7Version.v2_5_1, hl7Dictionaries);
  const header = received?.header;
  const msh = ack.header;
  const copy = (from: number, to: number): void => {
    msh.field(to).fromHL7String(rawOf(header, from));
  };
  copy(5, 3);
  copy(6, 4);
  copy(3, 5);
  copy(4, 6);
  msh.field(9).fromHL7String(['ACK', received?.header.field(9).getValue(2) ?? '', 'ACK'].join('^'));
  msh.field(11).fromHL7String(rawOf(header, 11) === '' ? 'P' : rawOf(header, 11));
  msh.field(18).setValue('UNICODE UTF-8');
  const msa = ack.addSegment('MSA');
  msa.field(1).setValue(code);
  msa.field(2).setValue(controlId);
  if (error !== undefined) addError(ack, error);
  return ack.toHL7String();
}

function addError(ack: HL7Message, error: AckError): void {
  const err = ack.addSegment('ERR');
  error.location?.forEach((value, index) => {
    err.field(2).setValue(value, index + 1);
  });
  err.field(3).setValue(error.code, 1);
  err.field(3).setValue(error.text, 2);
  err.field(4).setValue('E');
  err.field(8).setValue(error.text);
}
