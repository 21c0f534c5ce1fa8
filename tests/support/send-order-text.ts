import { connect } from 'node:net';

/** Sends one message over MLLP as it stands, and gives the acknowledgement's text. */
export async function sendOrderText(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    return await new Promise<string>((answered, failed) => {
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
        if (answer.includes('\x1c\r')) answered(answer.slice(1, -2));
      });
      socket.once('error', failed);
      socket.write(`\x0b${text}\x1c\r`);
    });
  } finally {
    socket.destroy();
  }
}
