import { randomBytes } from 'node:crypto';

/** What the app learns of the chart that it was launched from. */
export interface ChartContext {
  readonly patientId: string;
  readonly encounterId?: string;
  readonly imagingStudyId?: string;
  /** SMART App Launch 2.2, `intent`. */
  readonly intent?: string;
}

/** What a launch stands for until the app has turned it into a code. */
export interface LaunchContext extends ChartContext {
  readonly fhirUser: string;
}

/** A checked authorization request of somebody who is logged in. */
export interface OpenAuthorization {
  readonly fhirUser: string;
  readonly codeChallenge: string;
  /** As asked for. */
  readonly scope: string;
  readonly state: string;
  readonly nonce?: string;
  /** Absent in a standalone launch until the user has picked a patient, and where they pick none. */
  readonly chart?: ChartContext;
}

export interface AuthorizationCode extends OpenAuthorization {
  readonly clientId: string;
  readonly redirectUri: string;
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

  expireAll(): void {
    this.#entries.clear();
  }
}

export const LAUNCH_LIFETIME_MS = 5 * 60_000;
export const CODE_LIFETIME_MS = 60_000;
export const DECISION_LIFETIME_MS = 10 * 60_000;
