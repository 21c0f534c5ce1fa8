/** The same clicks in a real browser at EHRs with other manners: the frame, the EHR's own pages in it, and where results go. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { hasChromium, launchEmbedded, logIn, openChromium, watch, type Watched } from './open-chromium.ts';
import { provideFilms, runDemo, type RunningDemo } from './run-demo.ts';

const ANALYSIS_MS = 90_000;
/** Set to a folder, it gets pictures of the pages to look at. */
const SCREENSHOTS = process.env['SIGHTLINE_SCREENSHOTS'];

describe.skipIf(!hasChromium).each(['epic', 'oracle'] as const)(
  'in Chromium, at an EHR with the manners of %s (skipped where absent)',
  (ehr) => {
    let database: TestDatabase;
    let demo: RunningDemo;
    let browser: Browser;
    let context: BrowserContext;
    let watched: Watched;
    let page: Page;

    beforeAll(async () => {
      database = await createTestDatabase();
      demo = await runDemo((await provideFilms()).folder, database.url, { ehr });
      browser = await openChromium();
    });
    afterAll(async () => {
      await browser.close();
      await demo.stop();
      await database.close();
    });
    beforeEach(async () => {
      context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
      context.setDefaultTimeout(20_000);
      watched = watch(context);
      page = await context.newPage();
      await logIn(page, demo.hospital.ehrUrl);
    });
    afterEach(async () => {
      await context.close();
    });

    const tell = (control: string, body: object) =>
      page.request.post(`${demo.hospital.ehrUrl}/sandbox/${control}`, { data: body });

    test('the app runs in the chart’s frame, says that the chart gets a PDF, and the result turns up in the chart', async () => {
      const app = await launchEmbedded(page, demo.hospital.ehrUrl, /Ada/);
      await app
        .getByRole('button', { name: /^Analyse/ })
        .first()
        .click();
      await app.locator('#findings-title').waitFor({ timeout: ANALYSIS_MS });
      await app.getByText('takes no radiology report over FHIR').waitFor();
      const rows = app.getByRole('table').getByRole('row');
      await rows.filter({ hasText: 'HL7 engine' }).filter({ hasText: 'Accepted' }).waitFor();
      await rows.filter({ hasText: 'PDF' }).filter({ hasText: 'Accepted' }).waitFor();
      await takePicture(page, `frame-${ehr}`);
      await page.goto(page.url().split('?')[0] ?? '');
      const filed = page.getByRole('table', { name: 'By the HL7 engine' });
      expect(await filed.textContent()).toContain('preliminary');
      expect(watched.complaints).toEqual([]);
    });

    test('the EHR asks for consent within the frame, and Allow leads into the chart', async () => {
      await tell('consent', { ask: true });
      await page.goto(`${demo.hospital.ehrUrl}/patients`);
      await page.getByRole('link', { name: /Bruno/ }).click();
      await page.getByRole('link', { name: 'Launch Sightline' }).click();
      const frame = page.frameLocator('iframe[title=Sightline]');
      await frame.getByRole('button', { name: 'Allow' }).click();
      await tell('consent', { ask: false });
      await frame.getByRole('region', { name: 'Patient' }).waitFor();
      expect(watched.complaints).toEqual([]);
    });

    test.runIf(ehr === 'epic')('the patient picker sends the browser on to the app', async () => {
      const answer = await page.request.get(`${demo.hospital.fhirUrl}/.well-known/smart-configuration`);
      const { authorization_endpoint: endpoint } = (await answer.json()) as Record<string, string>;
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: 'sightline',
        redirect_uri: `${demo.appUrl}/launch/callback`,
        scope: 'openid fhirUser launch/patient patient/Patient.rs',
        state: 'not-of-any-launch',
        aud: demo.hospital.fhirUrl,
        code_challenge: createHash('sha256').update('x'.repeat(43)).digest('base64url'),
        code_challenge_method: 'S256',
      });
      await page.goto(`${endpoint ?? ''}?${query.toString()}`);
      await takePicture(page, 'picker');
      await page.getByRole('button', { name: /Bruno/ }).click();
      // No launch of ours has this state: the app is reached, and tells so.
      await page.waitForURL((url) => url.origin === demo.appUrl);
      expect(
        watched.urls.some((url) =>
          url.startsWith(`${demo.appUrl}/launch/callback?state=not-of-any-launch&code=`),
        ),
      ).toBe(true);
    });
  },
);

async function takePicture(tab: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await tab.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
