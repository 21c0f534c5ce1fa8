/** @medplum/hl7's server that acknowledges and keeps nothing, in a process of its own: what all clients send to. */
import { Hl7Server } from '@medplum/hl7';
import { freePort } from '#lib/platform/free-port.ts';

const port = await freePort();
const server = new Hl7Server((connection) => {
  connection.addEventListener('message', ({ message }) => {
    connection.send(message.buildAck());
  });
});
await server.start(port);
console.log(String(port));
