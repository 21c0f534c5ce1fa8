import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { CLINICIAN, CLINICIAN_REFERENCE } from '../fhir/hospital-identity.ts';

const COOKIE = 'stand_in_ehr';

/** Logins to the EHR. The one user's password stands on the login page: nothing here is secret. */
export class Sessions {
  readonly #users = new Map<string, string>();

  /** Whether user and password are right; the cookie is set if so. */
  logIn(c: Context, user: string, password: string): boolean {
    if (user !== CLINICIAN.user || password !== CLINICIAN.password) return false;
    const id = randomBytes(24).toString('base64url');
    this.#users.set(id, CLINICIAN_REFERENCE);
    // Lax: the app's frame sits in a page of this same site, so that the cookie still reaches the authorize step.
    setCookie(c, COOKIE, id, { httpOnly: true, sameSite: 'Lax', path: '/' });
    return true;
  }

  logOut(c: Context): void {
    this.#users.delete(getCookie(c, COOKIE) ?? '');
  }

  /** The FHIR reference of who is logged in. */
  findUser(c: Context): string | undefined {
    return this.#users.get(getCookie(c, COOKIE) ?? '');
  }
}
