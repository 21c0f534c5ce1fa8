import { Hl7Message } from '@medplum/core';
import { Hl7Client, ReturnAckCategory, type Hl7Connection } from '@medplum/hl7';
import { AppError } from '#lib/platform/errors.ts';
import type { HL7Results } from '#lib/platform/sites.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Sends one message over MLLP and waits for its acknowledgement, matched by MSA-2 (HL7 v2.5.1 chapter 2.9). Returns
 * `<control id> <MSA-1>`. Throws AppError `delivery-unreachable` (transient: no connection), `delivery-ambiguous`
 * (sent, not answered), `delivery-rejected` (AE, CE: permanent; AR, CR: transient).
 */
export async function sendOru(engine: HL7Results, message: string): Promise<string> {
  const outgoing = Hl7Message.parse(message);
  const controlId = outgoing.getSegment('MSH')?.getField(10).toString() ?? '';
  const client = new Hl7Client({ host: engine.host, port: engine.port, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const connection = await client.connect().catch((cause: unknown) => {
      throw new AppError('delivery-unreachable', 'transient', { cause });
    });
    const answered = connection.sendAndWait(outgoing, {
      timeoutMs: engine.ackTimeoutMs,
      returnAck: ReturnAckCategory.FIRST,
    });
    const ack = await Promise.race([answered, hungUp(connection)]).catch((cause: unknown) => {
      throw new AppError('delivery-ambiguous', 'ambiguous', { cause });
    });
    return `${controlId} ${readAcknowledgement(ack, controlId)}`;
  } finally {
    client.connection?.socket.destroy();
  }
}

/** Rejects when the connection ends: the library itself would wait for its answer until the time is up. */
function hungUp(connection: Hl7Connection): Promise<never> {
  return new Promise((_, fail) => {
    connection.addEventListener('close', () =>
      fail(new Error('connection closed before the acknowledgement')),
    );
  });
}

function readAcknowledgement(ack: Hl7Message, controlId: string): string {
  const msa = ack.getSegment('MSA');
  const code = msa?.getField(1).toString() ?? '';
  if (msa?.getField(2).toString() !== controlId) throw new AppError('delivery-ambiguous', 'ambiguous');
  if (code === 'AA' || code === 'CA') return code;
  const fields = { acknowledgement: code };
  if (code === 'AR' || code === 'CR') throw new AppError('delivery-refused', 'transient', { fields });
  if (code === 'AE' || code === 'CE') throw new AppError('delivery-rejected', 'permanent', { fields });
  // HL7 table 0008 knows no other: nobody can tell what it means for the message.
  throw new AppError('delivery-ambiguous', 'ambiguous');
}
