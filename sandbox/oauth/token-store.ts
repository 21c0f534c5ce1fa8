import { randomBytes } from 'node:crypto';

/** What a token stands for. With `patientId` (a launch) it reaches that patient's data and nobody else's. */
export interface Grant {
  readonly clientId: string;
  readonly scope: string;
  readonly patientId?: string;
  readonly encounterId?: string;
  /** `Practitioner/…` of who logged in. */
  readonly fhirUser?: string;
  /** Tokens of one authorization, however often refreshed. */
  readonly family?: string;
  /** Whether it may be refreshed: while the user is logged in, or beyond. */
  readonly refresh?: 'online' | 'offline';
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
  readonly #spent = new Map<string, Grant>();

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

  /**
   * A refresh token serves once: it is rotated. Who brings a spent one has it from somewhere, and nobody can tell who of
   * the two is the thief: all tokens of that authorization end (RFC 9700 section 4.14.2).
   */
  takeRefresh(token: string, clientId: string): Grant | undefined {
    const spent = this.#spent.get(token);
    if (spent?.family !== undefined) this.#endFamily(spent.family);
    const found = live(this.#refresh.get(token));
    if (found?.grant.clientId !== clientId) return undefined;
    this.#refresh.delete(token);
    this.#spent.set(token, found.grant);
    return found.grant;
  }

  /** RFC 7009: whether the token was known does not show. A refresh token takes what came of it along. */
  revoke(token: string): void {
    this.#access.delete(token);
    const family = (this.#refresh.get(token)?.grant ?? this.#spent.get(token))?.family;
    this.#refresh.delete(token);
    if (family !== undefined) this.#endFamily(family);
  }

  revokeRefreshTokens(): void {
    this.#refresh.clear();
  }

  /** `online_access` ends with the user's session in the EHR. */
  endOnline(fhirUser: string): void {
    for (const [token, { grant }] of this.#refresh)
      if (grant.refresh === 'online' && grant.fhirUser === fhirUser) this.#refresh.delete(token);
  }

  expireAll(refreshToo: boolean): void {
    this.#access.clear();
    if (refreshToo) this.#refresh.clear();
  }

  #endFamily(family: string): void {
    for (const store of [this.#access, this.#refresh])
      for (const [token, { grant }] of store) if (grant.family === family) store.delete(token);
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
