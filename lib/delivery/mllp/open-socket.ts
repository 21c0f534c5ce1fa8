import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readTls } from '#lib/platform/credentials.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import type { TlsIdentity } from '#lib/platform/secure-fetch.ts';
import type { TlsSettings } from '#lib/platform/tls-settings.ts';

/** A quiet line whose other end has gone is noticed by then, not at the next message. */
const PROBE_AFTER_MS = 30_000;

/** @throws AppError delivery-credentials-missing: transient, since a person can put them there while results wait. */
export async function readTlsIdentity(tls: TlsSettings): Promise<TlsIdentity> {
  return readTls(tls).catch((cause: unknown) => {
    throw new AppError('delivery-credentials-missing', 'transient', { cause });
  });
}

/**
 * A connection over which nothing has left yet; with an identity only after both sides have been verified. Throws
 * AppError `delivery-unreachable`, or `delivery-untrusted` where TLS fails; both transient.
 */
export function openSocket(engine: HL7Results, identity: TlsIdentity | undefined): Promise<Socket> {
  return new Promise((opened, fail) => {
    const { host, port } = engine;
    const socket = identity === undefined ? connectPlain({ host, port }) : tryTls(engine, identity, fail);
    if (!socket) return;
    const giveUp = (cause: Error) => {
      clearTimeout(timer);
      socket.destroy();
      fail(
        new AppError(isOfTls(cause) ? 'delivery-untrusted' : 'delivery-unreachable', 'transient', { cause }),
      );
    };
    const timer = setTimeout(() => {
      giveUp(new Error('not connected in time'));
    }, engine.connectTimeoutMs);
    const onClose = () => {
      giveUp(new Error('closed before it was open'));
    };
    socket.on('error', giveUp);
    socket.on('close', onClose);
    socket.once(identity === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', giveUp);
      socket.off('close', onClose);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, PROBE_AFTER_MS);
      opened(socket);
    });
  });
}

function tryTls(
  { host, port }: HL7Results,
  identity: TlsIdentity,
  fail: (error: AppError) => void,
): Socket | undefined {
  const name = isIP(host) === 0 ? { servername: host } : {};
  try {
    return connectTls({ host, port, ...name, ...identity, minVersion: 'TLSv1.2' });
  } catch (cause) {
    // A certificate and key that are none, or no pair.
    fail(new AppError('delivery-credentials-missing', 'transient', { cause }));
    return undefined;
  }
}

/** Node's codes of what went wrong with certificates and within OpenSSL. */
function isOfTls(cause: Error): boolean {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return /^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/.test(code);
}
