import { createServer, type Socket } from 'node:net';
import { Hl7Message } from '@medplum/core';
import { Hl7Connection } from '@medplum/hl7';
import type { HL7Message } from 'hl7v2';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields, type Logger } from '#lib/platform/log.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { ImagingOrder } from './imaging-order.ts';
import { parseMessage, parseOrder } from './parse-order.ts';
import { parsePatientChange } from './parse-patient-change.ts';
import type { PatientChange } from './patient-change.ts';
import { valueOf } from './read-segments.ts';
import { writeAcknowledgement } from './write-acknowledgement.ts';

/** An order is a few kilobytes; what grows beyond this is none, and its buffering would starve the whole worker. */
const MESSAGE_BYTES_AT_MOST = 1024 * 1024;
/** A message that has begun must have ended by then. */
const MESSAGE_MS_AT_MOST = 60_000;
const CONNECTIONS_AT_MOST = 64;

/** Listens for a site's orders, and for what its ADT feed tells of patients, over MLLP, on the host that sites.json names and no other. */
export async function receiveOrders(
  site: Site,
  record: (message: ImagingOrder | PatientChange) => Promise<string | undefined>,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  const { orders } = site.hl7v2;
  if (!orders) return { close: () => Promise.resolve() };
  const connections = new Set<Hl7Connection>();
  const server = createServer((socket) => {
    // Before the connection's own listener: what is too much is never buffered.
    const messageEnded = limitMessages(socket);
    const connection = new Hl7Connection(socket);
    connections.add(connection);
    connection.addEventListener('close', () => connections.delete(connection));
    connection.addEventListener('error', () => undefined);
    connection.addEventListener('message', ({ message }) => {
      messageEnded();
      // An acknowledgement is never acknowledged: two ends that did would go on for ever (HL7 v2.5.1 2.9.2).
      if (message.getSegment('MSA')) return;
      answer(message.toString(), site, record, log)
        .then((ack) => {
          if (!connection.isClosed()) connection.send(Hl7Message.parse(ack));
        })
        // No answer is one, too: the sender tries again. A message must never end the process.
        .catch((error: unknown) => {
          log.error({ event: 'order-not-answered', site: site.id, ...errorFields(error) }, 'order');
          socket.destroy();
        });
    });
  });
  server.maxConnections = CONNECTIONS_AT_MOST;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(orders.port, orders.host, done);
  });
  return {
    close: async () => {
      for (const connection of connections) connection.socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Ends a connection whose message is too long or never ends. Call what it returns after each whole message. */
function limitMessages(socket: Socket): () => void {
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  socket.setKeepAlive(true, 60_000);
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    timer ??= setTimeout(() => socket.destroy(), MESSAGE_MS_AT_MOST);
    if (bytes > MESSAGE_BYTES_AT_MOST) socket.destroy();
  });
  const messageEnded = () => {
    bytes = 0;
    clearTimeout(timer);
    timer = undefined;
  };
  socket.on('close', messageEnded);
  return messageEnded;
}

/** The acknowledgement of one message: AA once it is kept, AE where sending it again can't help, AR where it can. */
export async function answer(
  text: string,
  site: Site,
  record: (message: ImagingOrder | PatientChange) => Promise<string | undefined>,
  log: Logger,
): Promise<string> {
  let message: HL7Message | undefined;
  try {
    message = parseMessage(text);
    const parse = valueOf(message.header, 9, 1) === 'ADT' ? parsePatientChange : parseOrder;
    const parsed = parse(message, site.hl7v2.orders?.assigningAuthorities ?? {});
    const kept = await record(parsed);
    const event = parsed.control === 'patient-change' ? 'patient-change-received' : 'order-received';
    log.info({ event, site: site.id, kept, control: parsed.control }, 'order');
    return writeAcknowledgement(message, 'AA');
  } catch (thrown) {
    const error = toAppError(thrown);
    log.warn({ event: 'order-not-accepted', site: site.id, ...errorFields(error) }, 'order');
    if (!message) return UNREADABLE;
    const place = error.fields['field'];
    if (error.code === 'order-invalid')
      return writeAcknowledgement(message, 'AE', `order-invalid ${String(place ?? '')}`.trim());
    return writeAcknowledgement(message, 'AR', new AppError('order-not-kept', 'transient').code);
  }
}

const UNREADABLE = 'MSH|^~\\&|SIGHTLINE|||||||ACK|0|P|2.5.1\rMSA|AR|0|order-invalid MSH';
