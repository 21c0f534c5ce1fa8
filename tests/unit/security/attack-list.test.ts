import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const LOGIN = 'tests/integration/security/login-attacks.test.ts';
const ADDRESSES = 'tests/integration/security/address-attacks.test.ts';
const DATA = 'tests/integration/security/data-attacks.test.ts';
const OUTAGES = 'tests/integration/main-job/launch-outages.test.ts';
const ERRORS = 'tests/integration/main-job/launch-errors.test.ts';
const TOKENS = 'tests/integration/launch/tokens.test.ts';
const CHROMIUM = 'tests/peers/chromium-attacks.test.ts';

/** Each attack on a launch, and the tests that are that attack: file, and the words that it is found by. */
const ATTACKS: Readonly<Record<string, readonly (readonly [file: string, words: string])[]>> = {
  'login CSRF': [
    [LOGIN, 'an attacker’s own answer, opened in a victim’s browser'],
    [LOGIN, 'a form on another site neither starts an analysis'],
  ],
  'replayed state': [
    [LOGIN, 'a state serves once'],
    [OUTAGES, 'whose callback is loaded again'],
  ],
  'replayed code': [[LOGIN, 'a code that another launch was given']],
  'replayed launch': [
    [LOGIN, 'a launch of the EHR serves once'],
    [OUTAGES, 'opened twice at once from one link'],
  ],
  'mix-up between two issuers': [
    [LOGIN, 'an answer that names another issuer'],
    [LOGIN, 'an answer without an issuer'],
    [LOGIN, 'an EHR with a callback of its own'],
  ],
  'forged id_token': [
    [LOGIN, 'forged: keys that the token itself brings'],
    [TOKENS, 'is an HMAC with our public key'],
    [TOKENS, 'is not signed (alg none)'],
    [ERRORS, 'are another’s'],
  ],
  'expired id_token': [
    [ERRORS, 'has expired'],
    [TOKENS, 'ended before it came'],
  ],
  'wrong-audience id_token': [
    [ERRORS, 'is for another app'],
    [TOKENS, 'was made for another party'],
  ],
  'open redirect': [[ADDRESSES, 'leads nowhere but here']],
  'session fixation': [
    [LOGIN, 'who knew a launch’s cookie before its user logged in'],
    [LOGIN, 'an id that somebody else chose'],
  ],
  'cookie theft across partitions': [
    [CHROMIUM, 'a page of another site gets no cookie'],
    [LOGIN, 'a cookie is for this host alone'],
  ],
  'SSRF through iss': [[ADDRESSES, 'iss: only what sites.json lists']],
  'SSRF through Endpoint': [[ADDRESSES, 'Endpoint: an address that sites.json does not list']],
  'SSRF through jku': [[LOGIN, '(jwk, jku, x5u)']],
  'SSRF through smart_style_url': [[ADDRESSES, 'smart_style_url: an address']],
  'SSRF through redirects': [
    [ADDRESSES, 'redirects: a token endpoint that leads elsewhere'],
    [ERRORS, "['lead elsewhere', 'elsewhere'"],
  ],
  'header injection (Host, X-Forwarded-*)': [
    [ADDRESSES, 'changes no address and no policy'],
    [ADDRESSES, 'becomes no header'],
  ],
  'a user of site A asking for site B’s study': [[DATA, 'a user of one site gets no analysis of another’s']],
  'guessing a study UID': [[DATA, 'guessing: neither a study’s UID']],
  'oversized state': [[DATA, 'state, code, launch and error']],
  'oversized cookies': [[DATA, 'cookies of eight kilobytes']],
  'oversized body': [[DATA, 'is answered before it has been read']],
  'a patient-scoped session asking for another patient’s data': [
    [DATA, 'a patient-scoped session gets nothing of another patient'],
    [ERRORS, 'grants rights to other patients’ data'],
  ],
};

test.each(Object.entries(ATTACKS))('%s is done by tests that are there', (_, tests) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const [file, words] of tests) expect(readFileSync(file, 'utf8'), file).toContain(words);
});
