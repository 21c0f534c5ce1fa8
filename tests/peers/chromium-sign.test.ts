/** A whole reading in a real browser, in each of the stand-in hospital's manners: from the launch to the signed report. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { hasChromium, launchInNewTab, logIn, openChromium, watch } from './open-chromium.ts';

const study = inventStudy(961);

describe.skipIf(!hasChromium).each(['open', 'epic', 'oracle'] as const)(
  'a reading at an EHR like %s (skipped where Chromium is absent)',
  (ehr) => {
    let system: TestSystem;
    let browser: Browser;
    beforeAll(async () => {
      system = await startSystem(filmsOf([study]), { ehr });
      browser = await openChromium();
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await system.stop();
    });

    test('is decided, survives a reload, is signed by the keyboard alone, and is final everywhere', async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
      context.setDefaultTimeout(15_000);
      const { complaints } = watch(context);
      const login = await context.newPage();
      await logIn(login, system.hospital.ehrUrl);
      const page = await launchInNewTab(login, system.hospital.ehrUrl, /Number961/);
      await page.getByRole('button', { name: /^Analyse/ }).click();
      await expect(banner(page)).resolves.toContain('Preliminary');

      const first = page.getByRole('group', { name: /^Decision on/ }).first();
      await first.getByRole('button', { name: 'Change' }).click();
      await page.getByRole('radio', { name: 'Present', exact: true }).check();
      await page.getByRole('combobox', { name: /^Side/ }).first().selectOption('right');
      await page.getByRole('button', { name: 'Keep' }).click();
      await first.getByText('Changed: Present, Right').waitFor();
      await page.getByLabel('Finding', { exact: true }).fill('Rib fracture');
      await page.keyboard.press('Enter');
      await page.getByText('Rib fracture').waitFor();
      await page.getByLabel('Comment on the whole report').fill('Compared with nothing.');
      await page.waitForResponse(
        (response) => response.url().endsWith('/review') && response.request().method() === 'POST',
      );
      await page.reload();
      await first.getByText('Changed: Present, Right').waitFor();
      await expect(page.getByLabel('Comment on the whole report').inputValue()).resolves.toBe(
        'Compared with nothing.',
      );

      const rest = page.getByRole('button', { name: /^Confirm the/ });
      if (await rest.isVisible()) await press(page, /^Confirm the/);
      await press(page, /^Sign as/);
      await expect.poll(() => banner(page), { timeout: 30_000 }).toMatch(/Final/);
      expect(await banner(page)).toMatch(new RegExp(CLINICIAN.family));
      await page.getByText('Nothing has changed since the last signature.').waitFor();
      await expect.poll(() => page.getByText(/^Accepted$/).count(), { timeout: 30_000 }).toBeGreaterThan(1);
      expect(complaints).toEqual([]);
      await context.close();
    }, 90_000);
  },
);

async function banner(page: Page): Promise<string> {
  const note = page.getByRole('note').first();
  await note.waitFor();
  return note.innerText();
}

/** With the keyboard: whatever can be reached by it is reached by Tab. */
async function press(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.waitFor();
  await page.getByLabel('Comment on the whole report').focus();
  for (
    let tabs = 0;
    tabs < 10 && !(await button.evaluate((each) => each === document.activeElement));
    tabs += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}
