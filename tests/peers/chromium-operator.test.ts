/** An operator in a real browser: the link from the server, what waits, and a decision. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerOperatorSession } from '#lib/launch/operator-session.ts';
import { launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { hasChromium, openChromium, watch, type Watched } from './open-chromium.ts';

/** Set to a folder, it gets pictures of the pages to look at. */
const SCREENSHOTS = process.env['SIGHTLINE_SCREENSHOTS'];
const STUDY = inventStudy(801);

describe.skipIf(!hasChromium)('an operator in Chromium (skipped where absent)', () => {
  let system: TestSystem;
  let browser: Browser;
  let context: BrowserContext;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    system = await startSystem(filmsOf([STUDY]));
    browser = await openChromium();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    context.setDefaultTimeout(15_000);
    watched = watch(context);
    page = await context.newPage();
    // The EHR refuses what it is sent: that waits for a person.
    await system.fault('writes', { mode: 'refuse' });
    const patient = system.hospital.patients.find(({ patientId }) => patientId === STUDY.patientId);
    const { analysisId = '' } = await (await launch(system, patient?.fhirId ?? '')).press();
    await untilState(system.db, analysisId, ['undelivered']);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const enter = async () =>
    `${system.appUrl}/operator/enter#${await offerOperatorSession(system.db, 'operator tester')}`;
  const takePicture = async (name: string) => {
    if (SCREENSHOTS === undefined) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `operator-${name}.png`), fullPage: true });
  };

  test('sees nothing without a link, and a link works once', async () => {
    await page.goto(`${system.appUrl}/operator`);
    await page.getByText('not valid any more').waitFor();
    const link = await enter();
    await page.goto(link);
    await expect.poll(() => page.url()).not.toContain('#');
    await page.getByRole('button', { name: 'Open the outbox' }).click();
    await page.getByRole('heading', { name: 'Waiting for a person' }).waitFor();
    const other = await browser.newContext();
    const second = await other.newPage();
    await second.goto(link);
    await second.getByRole('button').first().click();
    await second.getByText('not valid any more').waitFor();
    await other.close();
    expect(watched.urls.some((url) => url.includes('enter?') || /\.[\w-]{43}/.test(url))).toBe(false);
  });

  test('sees what waits, by its number and no patient, with the destination’s own words', async () => {
    await page.goto(`${system.appUrl}/operator`);
    await takePicture('outbox-en');
    expect(await page.textContent('#content')).not.toContain(STUDY.patientId);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Decide' }).waitFor();
    expect(await page.textContent('#content')).toContain('refuses writes');
    await takePicture('delivery-en');
  });

  test('can’t be framed, nor be made to decide by another page', async () => {
    const response = await page.goto(`${system.appUrl}/operator`);
    expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    const forged = await page.request.post(`${system.appUrl}/api/operator/end`, {
      headers: { origin: 'https://elsewhere.example' },
      maxRedirects: 0,
    });
    expect(forged.headers()['location']).toContain('cross-site-request');
    await page.goto(`${system.appUrl}/operator`);
    await page.getByRole('heading', { name: 'Waiting for a person' }).waitFor();
  });

  test('the pages are whole in Arabic on a phone’s width', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${system.appUrl}/api/locale?to=ar&back=/operator`);
    await page.goto(`${system.appUrl}/operator`);
    await takePicture('outbox-ar-phone');
    await page.getByRole('table').getByRole('link').first().click();
    await page.locator('form input[name=verb]').first().waitFor({ state: 'attached' });
    await takePicture('delivery-ar-phone');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.goto(`${system.appUrl}/api/locale?to=en&back=/operator`);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('tries again once the cause is gone: it arrives, and whose decision it was is in the audit trail', async () => {
    await system.fault('writes', { mode: 'accept' });
    await page.goto(`${system.appUrl}/operator`);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: /Try again/ }).click();
    await expect
      .poll(
        async () => {
          await page.goto(`${system.appUrl}/operator`);
          return page.getByText('Nothing waits for a person.').isVisible();
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    const events = await system.db.selectFrom('audit_event').select('event').execute();
    const decided = events.filter(
      ({ event }) => event.includes('operator tester') && event.includes('retry'),
    );
    expect(decided).toHaveLength(1);
    expect(watched.complaints).toEqual([]);
  });

  test('is out once they leave', async () => {
    await page.goto(`${system.appUrl}/operator`);
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.goto(`${system.appUrl}/operator`);
    await page.getByText('not valid any more').waitFor();
  });
});
