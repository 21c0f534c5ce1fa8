import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const AT_THE_APP = 'tests/integration/security/attacks.test.ts';
const ERRORS = 'tests/integration/main-job/launch-errors.test.ts';
const TOKENS = 'tests/integration/launch/tokens.test.ts';
const CHROMIUM = 'tests/peers/chromium-attacks.test.ts';

/** Each attack on a launch, and the tests that are that attack: file, and the words that it is found by. */
const ATTACKS: Readonly<Record<string, readonly (readonly [file: string, words: string])[]>> = {
  'login CSRF': [
    [AT_THE_APP, 'an attacker’s own answer, opened in a victim’s browser'],
    [AT_THE_APP, 'a form on another site neither starts an analysis'],
  ],
  'replayed state': [
    [AT_THE_APP, 'a state serves once'],
    [ERRORS, 'whose callback is loaded again'],
  ],
  'replayed code': [[AT_THE_APP, 'a code that another launch was given']],
  'replayed launch': [
    [AT_THE_APP, 'a launch of the EHR serves once'],
    [ERRORS, 'opened twice at once from one link'],
  ],
  'mix-up between two issuers': [
    [AT_THE_APP, 'an answer that names another issuer'],
    [AT_THE_APP, 'an answer without an issuer'],
    [AT_THE_APP, 'an EHR with a callback of its own'],
  ],
  'forged id_token': [
    [AT_THE_APP, 'forged: keys that the token itself brings'],
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
  'open redirect': [[AT_THE_APP, 'leads nowhere but here']],
  'session fixation': [
    [AT_THE_APP, 'who knew a launch’s cookie before its user logged in'],
    [AT_THE_APP, 'an id that somebody else chose'],
  ],
  'cookie theft across partitions': [
    [CHROMIUM, 'a page of another site gets no cookie'],
    [AT_THE_APP, 'a cookie is for this host alone'],
  ],
  'SSRF through iss': [[AT_THE_APP, 'iss: only what sites.json lists']],
  'SSRF through Endpoint': [[AT_THE_APP, 'Endpoint: an address that sites.json does not list']],
  'SSRF through jku': [[AT_THE_APP, '(jwk, jku, x5u)']],
  'SSRF through smart_style_url': [[AT_THE_APP, 'smart_style_url: an address']],
  'SSRF through redirects': [
    [AT_THE_APP, 'redirects: a token endpoint that leads elsewhere'],
    [ERRORS, "['lead elsewhere', 'elsewhere'"],
  ],
  'header injection (Host, X-Forwarded-*)': [
    [AT_THE_APP, 'changes no address and no policy'],
    [AT_THE_APP, 'becomes no header'],
  ],
  'a user of site A asking for site B’s study': [
    [AT_THE_APP, 'a user of one site gets no analysis of another’s'],
  ],
  'guessing a study UID': [[AT_THE_APP, 'guessing: neither a study’s UID']],
  'oversized state': [[AT_THE_APP, 'state, code, launch and error']],
  'oversized cookies': [[AT_THE_APP, 'cookies of eight kilobytes']],
  'oversized body': [[AT_THE_APP, 'is answered before it has been read']],
  'a patient-scoped session asking for another patient’s data': [
    [AT_THE_APP, 'a patient-scoped session gets nothing of another patient'],
    [ERRORS, 'grants rights to other patients’ data'],
  ],
};

test.each(Object.entries(ATTACKS))('%s is done by tests that are there', (_, tests) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const [file, words] of tests) expect(readFileSync(file, 'utf8'), file).toContain(words);
});
