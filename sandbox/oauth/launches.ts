import { randomBytes } from 'node:crypto';

/** What a launch stands for until the app has turned it into a code. */
export interface LaunchContext {
  readonly patientId: string;
  readonly encounterId: string;
  readonly fhirUser: string;
}

export interface AuthorizationCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scope: string;
  readonly launch: LaunchContext;
  readonly nonce?: string;
}

/** Opaque keys that serve once and not for long. */
export class SingleUseStore<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly expiresAtMs: number }>();
  readonly #lifetimeMs: number;

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  put(value: T): string {
    const key = randomBytes(24).toString('base64url');
    this.#entries.set(key, { value, expiresAtMs: Date.now() + this.#lifetimeMs });
    return key;
  }

  peek(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.expiresAtMs > Date.now() ? entry.value : undefined;
  }

  take(key: string): T | undefined {
    const value = this.peek(key);
    this.#entries.delete(key);
    return value;
  }
}

export const LAUNCH_LIFETIME_MS = 5 * 60_000;
export const CODE_LIFETIME_MS = 60_000;
