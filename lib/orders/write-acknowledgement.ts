import type { HL7Message } from 'hl7v2';

/** HL7 table 0008: accepted, error in content (do not send again), rejected for now (send again). */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR';

/**
 * The ACK of a message (HL7 v2.5.1 chapter 2.9). hl7v2's own leaves sender, receiver and processing id empty: they are
 * the message's, the other way round.
 */
export function writeAcknowledgement(
  message: HL7Message,
  code: AcknowledgementCode,
  problem?: string,
): string {
  const ack = problem === undefined ? message.createAck(code) : message.createNak([problem]);
  for (const [to, from] of [
    [3, 5],
    [4, 6],
    [5, 3],
    [6, 4],
    [11, 11],
  ] as const) {
    ack.header.field(to).fromHL7String(message.header.field(from).toHL7String());
  }
  ack.getSegment('MSA')?.field(1).setValue(code);
  return ack.toHL7String();
}
