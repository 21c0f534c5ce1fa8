import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { AppError } from '#lib/platform/errors.ts';
import { BlockReader, frame } from './frame.ts';
import { type Acknowledgement, readAcknowledgement } from './read-acknowledgement.ts';

/** An ACK is some hundred bytes; with an ERR segment for each field that displeases, some thousand. */
const ACK_BYTES_AT_MOST = 64 * 1024;

/** A message that the engine is to acknowledge. */
export interface OutgoingMessage {
  readonly block: Buffer;
  /** MSH-10. */
  readonly controlId: string;
  readonly ackTimeoutMs: number;
  /** For the application's acknowledgement after the accept acknowledgement; absent where none is asked for. */
  readonly applicationAckTimeoutMs?: number;
}

interface UnderWay {
  readonly message: OutgoingMessage;
  timer: NodeJS.Timeout;
  /** It lies safely with the engine, and what the application says of it is waited for. */
  accepted?: Acknowledgement;
  readonly answered: (acknowledgement: Acknowledgement) => void;
  readonly failed: (cause: Error) => void;
}

/** One connection to an engine, one message under way at a time. */
export class MllpConnection {
  readonly #socket: Socket;
  readonly #reader = new BlockReader(ACK_BYTES_AT_MOST);
  readonly #onStray: (acknowledgement: Acknowledgement) => void;
  #underWay: UnderWay | undefined;
  #hasBeenAnswered = false;

  /** `onStray` gets what answers nothing that is under way: an application's late acknowledgement, or another's. */
  constructor(socket: Socket, onStray: (acknowledgement: Acknowledgement) => void) {
    this.#socket = socket;
    this.#onStray = onStray;
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
    socket.on('error', (cause) => {
      this.#end(cause);
    });
    // `end` may come with its own half still open: an engine that says no more can't acknowledge.
    socket.on('end', () => {
      this.#end(new Error('the engine hung up'));
    });
    socket.on('close', () => {
      this.#end(new Error('connection closed'));
    });
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && !this.#socket.readableEnded;
  }

  onceClosed(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  close(): void {
    this.#socket.destroy();
  }

  /**
   * Sends the message and waits for what acknowledges it, by MSA-2. From the first byte on nobody can tell whether it
   * arrived: AppError `delivery-ambiguous`, and the connection is of no more use.
   */
  async exchange(message: OutgoingMessage): Promise<Acknowledgement> {
    if (!this.isUsable) throw new AppError('delivery-unreachable', 'transient');
    try {
      return await new Promise<Acknowledgement>((answered, failed) => {
        const timer = this.#expireAfter(message.ackTimeoutMs);
        this.#underWay = { message, timer, answered, failed };
        this.#socket.write(message.block);
      });
    } catch (cause) {
      if (!this.#hasBeenAnswered && this.#wasRefusedByTls(cause))
        throw new AppError('delivery-untrusted', 'transient', { cause });
      throw new AppError('delivery-ambiguous', 'ambiguous', { cause });
    }
  }

  #receive(chunk: Buffer): void {
    try {
      for (const block of this.#reader.read(chunk)) this.#take(block);
    } catch (thrown) {
      this.#end(thrown instanceof Error ? thrown : new Error('not readable'));
    }
  }

  #take(block: Buffer): void {
    const acknowledgement = readAcknowledgement(block);
    if (!acknowledgement) return;
    if (acknowledgement.answer !== undefined) this.#socket.write(frame(acknowledgement.answer, 'utf8'));
    const current = this.#underWay;
    if (!current || acknowledgement.controlId !== current.message.controlId) {
      this.#onStray(acknowledgement);
      return;
    }
    this.#hasBeenAnswered = true;
    const { applicationAckTimeoutMs } = current.message;
    if (acknowledgement.code === 'CA' && applicationAckTimeoutMs !== undefined) {
      clearTimeout(current.timer);
      current.timer = this.#expireAfter(applicationAckTimeoutMs);
      current.accepted = acknowledgement;
      return;
    }
    this.#conclude(current).answered(acknowledgement);
  }

  /** Time is up: an engine that has accepted may tell the rest later, over this connection too. */
  #expireAfter(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      const current = this.#underWay;
      if (current?.accepted) this.#conclude(current).answered(current.accepted);
      else this.#end(new Error('no acknowledgement in time'));
    }, timeoutMs);
  }

  #end(cause: Error): void {
    this.#socket.destroy();
    const current = this.#underWay;
    if (!current) return;
    this.#conclude(current);
    if (current.accepted) current.answered(current.accepted);
    else current.failed(cause);
  }

  #conclude(current: UnderWay): UnderWay {
    clearTimeout(current.timer);
    this.#underWay = undefined;
    return current;
  }

  /**
   * In TLS 1.3 the engine refuses our certificate after we hold the handshake for done (RFC 8446 4.4.2.4). Its alert
   * says that it was never done there, and nothing that came after our certificate is ever read.
   */
  #wasRefusedByTls(cause: unknown): boolean {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const isAlert = /^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(code);
    return isAlert && this.#socket instanceof TLSSocket;
  }
}
