import { randomBytes } from 'node:crypto';

/** What a token stands for. With `patientId` (a launch) it reaches that patient's data and nobody else's. */
export interface Grant {
  readonly clientId: string;
  readonly scope: string;
  readonly patientId?: string;
  readonly encounterId?: string;
  /** `Practitioner/…` of who logged in. */
  readonly fhirUser?: string;
}

interface Issued {
  readonly grant: Grant;
  expiresAtMs: number;
}

const REFRESH_SECONDS = 12 * 3600;

/** Opaque access and refresh tokens, in memory. The archive and the FHIR server trust this one store. */
export class TokenStore {
  readonly accessTokenSeconds: number;
  readonly #access = new Map<string, Issued>();
  readonly #refresh = new Map<string, Issued>();

  constructor(accessTokenSeconds: number) {
    this.accessTokenSeconds = accessTokenSeconds;
  }

  issueAccess(grant: Grant): string {
    return issue(this.#access, grant, this.accessTokenSeconds);
  }

  issueRefresh(grant: Grant): string {
    return issue(this.#refresh, grant, REFRESH_SECONDS);
  }

  /** The grant behind a live access token. */
  findAccess(token: string): { readonly grant: Grant; readonly expiresAtMs: number } | undefined {
    return live(this.#access.get(token));
  }

  /** The grant behind `Authorization: Bearer …`, where the token lives. */
  authorize(authorization: string | undefined): Grant | undefined {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.findAccess(token)?.grant;
  }

  /** A refresh token serves once: it is rotated (OAuth 2.1 section 4.3.1). */
  takeRefresh(token: string, clientId: string): Grant | undefined {
    const found = live(this.#refresh.get(token));
    if (found?.grant.clientId !== clientId) return undefined;
    this.#refresh.delete(token);
    return found.grant;
  }

  /** RFC 7009: whether the token was known does not show. */
  revoke(token: string): void {
    this.#access.delete(token);
    this.#refresh.delete(token);
  }

  expireAll(refreshToo: boolean): void {
    this.#access.clear();
    if (refreshToo) this.#refresh.clear();
  }
}

function issue(store: Map<string, Issued>, grant: Grant, seconds: number): string {
  const token = randomBytes(32).toString('base64url');
  store.set(token, { grant, expiresAtMs: Date.now() + seconds * 1000 });
  return token;
}

function live(issued: Issued | undefined): Issued | undefined {
  return issued !== undefined && issued.expiresAtMs > Date.now() ? issued : undefined;
}
