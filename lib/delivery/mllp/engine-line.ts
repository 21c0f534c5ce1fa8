import { AppError } from '#lib/platform/errors.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import type { TlsIdentity } from '#lib/platform/secure-fetch.ts';
import { MllpConnection, type OutgoingMessage } from './connection.ts';
import { openSocket, readTlsIdentity } from './open-socket.ts';
import type { Acknowledgement } from './read-acknowledgement.ts';

const FIRST_PAUSE_MS = 100;
const PAUSE_MS_AT_MOST = 5_000;
/** A connection that was quiet for longer lets what arrived meanwhile, its end above all, be heard first. */
const STALE_AFTER_MS = 100;

interface Idle {
  readonly connection: MllpConnection;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

/** The connections to one engine: opened when needed, at most as many as the site allows, kept for the next message. */
export class EngineLine {
  readonly #engine: HL7Results;
  readonly #onStray: (acknowledgement: Acknowledgement) => void;
  readonly #open = new Set<MllpConnection>();
  readonly #waiting: (() => void)[] = [];
  #idle: Idle[] = [];
  #taken = 0;
  #identity: Promise<TlsIdentity> | undefined;
  #failures = 0;
  #notBefore = 0;
  #isClosed = false;

  constructor(engine: HL7Results, onStray: (acknowledgement: Acknowledgement) => void) {
    this.#engine = engine;
    this.#onStray = onStray;
  }

  async send(message: OutgoingMessage): Promise<Acknowledgement> {
    await this.#takeTurn();
    try {
      const connection = (await this.#takeIdle()) ?? (await this.#connect());
      const acknowledgement = await connection.exchange(message);
      this.#keep(connection);
      return acknowledgement;
    } finally {
      // Handed on, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { timer } of this.#idle) clearTimeout(timer);
    for (const connection of this.#open) connection.close();
  }

  /** First come, first served. */
  async #takeTurn(): Promise<void> {
    if (this.#taken < this.#engine.connections) {
      this.#taken += 1;
      return;
    }
    await new Promise<void>((turn) => {
      this.#waiting.push(turn);
    });
  }

  async #takeIdle(): Promise<MllpConnection | undefined> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (Date.now() - idle.since > STALE_AFTER_MS) await new Promise((done) => setImmediate(done));
      if (idle.connection.isUsable) return idle.connection;
      idle.connection.close();
    }
    return undefined;
  }

  #keep(connection: MllpConnection): void {
    const { idleMs } = this.#engine;
    if (this.#isClosed || idleMs === 0 || !connection.isUsable) {
      connection.close();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((idle) => idle.connection !== connection);
      connection.close();
    }, idleMs);
    timer.unref();
    this.#idle.push({ connection, since: Date.now(), timer });
  }

  /** An engine that does not answer is asked ever more seldom, by up to 5 s; nothing has left meanwhile. */
  async #connect(): Promise<MllpConnection> {
    if (this.#isClosed || Date.now() < this.#notBefore)
      throw new AppError('delivery-unreachable', 'transient');
    try {
      const connection = new MllpConnection(await this.#openSocket(), this.#onStray);
      this.#open.add(connection);
      connection.onceClosed(() => this.#open.delete(connection));
      this.#failures = 0;
      return connection;
    } catch (error) {
      const pause = Math.min(PAUSE_MS_AT_MOST, FIRST_PAUSE_MS * 2 ** this.#failures);
      this.#failures = Math.min(this.#failures + 1, 10);
      this.#notBefore = Date.now() + pause * (0.5 + Math.random() / 2);
      throw error;
    }
  }

  /** Secrets are read once, and again after a connection failed: they may have been renewed. */
  async #openSocket() {
    const { tls } = this.#engine;
    try {
      if (tls !== undefined) this.#identity ??= readTlsIdentity(tls);
      return await openSocket(this.#engine, await this.#identity);
    } catch (error) {
      this.#identity = undefined;
      throw error;
    }
  }
}
