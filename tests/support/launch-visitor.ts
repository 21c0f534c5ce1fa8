import { expect } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { isProblemCode } from '#lib/i18n/sentences.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { Browser } from '../../commands/browse.ts';
import type { TestSystem } from './start-system.ts';

const HOPS_AT_MOST = 8;

/** A browser whose user has logged in at the EHR. */
export async function logIn(system: TestSystem): Promise<Browser> {
  const browser = new Browser();
  const { user, password } = CLINICIAN;
  await browser.open(`${system.hospital.ehrUrl}/login`, { user, password, next: '/patients' });
  return browser;
}

/** From the EHR's chart to whatever page the browser ends at. */
export async function launchFromChart(system: TestSystem, browser: Browser): Promise<string> {
  return (await browser.open(chartAddress(system))).url;
}

/** Where the EHR sends the browser to launch, before anybody has followed it. */
export async function launchLink(system: TestSystem, browser: Browser): Promise<string> {
  return (await browser.request(chartAddress(system))).headers.get('location') ?? '';
}

function chartAddress({ hospital }: TestSystem): string {
  return `${hospital.ehrUrl}/sandbox/launch?patient=${hospital.patients[0]?.fhirId ?? ''}`;
}

/** A page in words, in four languages, with a number that the log has too, what to do, and no way round in circles. */
export async function expectToldInWords(
  system: TestSystem,
  browser: Browser,
  address: string,
  code: string,
): Promise<void> {
  const { pathname, searchParams } = new URL(address);
  expect([pathname, searchParams.get('code')]).toEqual(['/problem', code]);
  const support = searchParams.get('support') ?? '';
  expect(support).toMatch(/^[0-9a-f]{8}$/);
  expect(system.logs()).toContain(support);
  const ours = browser.visits.filter(({ path }) => /^\/(launch|problem|chart)/.test(path));
  expect(ours.length).toBeLessThan(HOPS_AT_MOST);
  for (const locale of locales) {
    const answer = await fetch(address, { headers: { 'accept-language': locale } });
    const page = asText(await answer.text());
    const messages = messagesOf(locale);
    if (!isProblemCode(messages, code)) throw new Error(`${code} has no words`);
    for (const words of [messages.problems[code].what, messages.problems[code].todo, support])
      expect(page, locale).toContain(words);
    expect(page, locale).not.toMatch(/\bat \S+ \(|node_modules|Error:|http-equiv="refresh"/);
  }
}

export function asText(html: string): string {
  return html
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Whoever reads the log learns of no patient. */
export function expectNoPatientInLog(system: TestSystem): void {
  for (const { name, patientId, fhirId } of system.hospital.patients)
    for (const word of [name, patientId, fhirId]) expect(system.logs()).not.toContain(word);
}
