import { createServer } from 'node:net';
import { Hl7Message } from '@medplum/core';
import { Hl7Connection } from '@medplum/hl7';
import type { HL7Message } from 'hl7v2';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields, type Logger } from '#lib/platform/log.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { ImagingOrder } from './imaging-order.ts';
import { parseMessage, parseOrder } from './parse-order.ts';
import { writeAcknowledgement } from './write-acknowledgement.ts';

/** Listens for a site's orders over MLLP, on the host that sites.json names and no other. */
export async function receiveOrders(
  site: Site,
  record: (order: ImagingOrder) => Promise<string | undefined>,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  const { orders } = site.hl7v2;
  if (!orders) return { close: () => Promise.resolve() };
  const connections = new Set<Hl7Connection>();
  const server = createServer((socket) => {
    const connection = new Hl7Connection(socket);
    connections.add(connection);
    connection.addEventListener('close', () => connections.delete(connection));
    connection.addEventListener('error', () => undefined);
    connection.addEventListener('message', ({ message }) => {
      void answer(message.toString(), site, record, log).then((ack) => {
        if (!connection.isClosed()) connection.send(Hl7Message.parse(ack));
      });
    });
  });
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

/** The acknowledgement of one message: AA once it is kept, AE where sending it again can't help, AR where it can. */
export async function answer(
  text: string,
  site: Site,
  record: (order: ImagingOrder) => Promise<string | undefined>,
  log: Logger,
): Promise<string> {
  let message: HL7Message | undefined;
  try {
    message = parseMessage(text);
    const order = parseOrder(message, site.hl7v2.orders?.assigningAuthorities ?? {});
    const orderId = await record(order);
    log.info({ event: 'order-received', site: site.id, orderId, control: order.control }, 'order');
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
