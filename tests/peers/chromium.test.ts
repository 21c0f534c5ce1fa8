/** A newcomer's clicks in a real browser: chart, launch in a frame and in a tab, analysis, result. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import {
  hasChromium,
  launchEmbedded,
  launchInNewTab,
  logIn,
  openChromium,
  watch,
  type Watched,
} from './open-chromium.ts';
import { provideFilms, runDemo, type RunningDemo } from './run-demo.ts';

const [ADA, BRUNO, CHANDRA] = [/Ada/, /Bruno/, /Chandra/];
const ANALYSIS_MS = 90_000;
/** Set to a folder, it gets pictures of the pages to look at. */
const SCREENSHOTS = process.env['SIGHTLINE_SCREENSHOTS'];

/** Whatever names a person or a study of the demo; three letters would turn up in a random token by chance. */
const PERSONAL = demoStudies
  .flatMap(({ patientName, patientId, accessionNumber, patientBirthDate }) => [
    ...patientName.split('^'),
    patientId,
    accessionNumber,
    patientBirthDate,
  ])
  .filter((text) => text.length >= 5);

describe.skipIf(!hasChromium)('in Chromium (skipped where absent)', () => {
  let database: TestDatabase;
  let demo: RunningDemo;
  let browser: Browser;
  let context: BrowserContext;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    database = await createTestDatabase();
    demo = await runDemo((await provideFilms()).folder, database.url);
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

  test('a newcomer launches in the chart’s frame, analyses, and sees what was found and where it went', async () => {
    const app = await launchEmbedded(page, demo.hospital.ehrUrl, ADA);
    expect(await app.getByRole('region', { name: 'Patient' }).textContent()).toContain('SYN-0001');
    await app
      .getByRole('button', { name: /^Analyse/ })
      .first()
      .click();
    await untilFiled(app);
    await takePicture(page, 'frame-1280');

    const patient = await app.getByRole('region', { name: 'Patient' }).textContent();
    expect(patient).toContain('Ada');
    await expectVisible(app.getByText('Preliminary – Produced by AI, not signed'));
    await expectVisible(app.getByText('AI – Research use; not cleared by any regulator').first());
    const deliveries = await app.getByRole('table').getByRole('row').allTextContents();
    expect(deliveries.filter((row) => row.includes('Accepted'))).toHaveLength(2);
    expect(await app.getByText(/DiagnosticReport\//).count()).toBe(1);

    await expectPainted(app);
    expectQuiet();
    await expectPartitionedCookie();
  });

  test('in a tab of its own it is the same app, and a filed study is not offered for analysis again', async () => {
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, ADA);
    const studies = tab.getByRole('listitem').filter({ has: tab.getByRole('heading', { level: 2 }) });
    const filed = studies.filter({ hasText: 'Filed as preliminary' });
    await filed.first().waitFor();
    expect(await filed.getByRole('button', { name: /Analyse/ }).count()).toBe(0);
    await takePicture(tab, 'chart-1280');
    await filed.getByRole('link', { name: /Open result/ }).click();
    await untilFiled(tab);
    await expectPainted(tab);
    await takePicture(tab, 'result-1280');
    await tab.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(tab);
    await takePicture(tab, 'result-390');
    // In the frame the browser denies storage altogether: third-party data are blocked.
    expect(await tab.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    expectQuiet();
  });

  test('two patients in two frames of one browser stay two', async () => {
    const ada = await launchEmbedded(page, demo.hospital.ehrUrl, ADA);
    const second = await context.newPage();
    const bruno = await launchEmbedded(second, demo.hospital.ehrUrl, BRUNO);
    await ada.getByRole('link', { name: /Open result/ }).click();
    await ada.getByRole('link', { name: 'Back to the studies' }).click();
    await ada.getByRole('heading', { name: 'Imaging studies' }).waitFor();
    const named = (app: FrameLocator) => app.getByRole('region', { name: 'Patient' }).textContent();
    expect(await named(ada)).toContain('SYN-0001');
    expect(await named(ada)).not.toContain('SYN-0002');
    expect(await named(bruno)).toContain('SYN-0002');
    expect(await named(bruno)).not.toContain('SYN-0001');
    expectQuiet();
  });

  test('a frame that opens another patient shows the first no more, and leaves other frames alone', async () => {
    const second = await context.newPage();
    const bruno = await launchEmbedded(second, demo.hospital.ehrUrl, BRUNO);
    await launchEmbedded(page, demo.hospital.ehrUrl, ADA);
    const address = await page
      .frameLocator('iframe[title=Sightline]')
      .locator('html')
      .evaluate(() => location.href);
    const told = page.waitForResponse((response) => response.url().endsWith('/shown'));
    const chandra = demo.hospital.patients.find(({ name }) => CHANDRA.test(name))?.fhirId ?? '';
    await openInFrame(`${demo.hospital.ehrUrl}/sandbox/launch?patient=${chandra}`);
    const frame = page.frameLocator('iframe[title=Sightline]');
    await frame.getByRole('region', { name: 'Patient' }).getByText(CHANDRA).waitFor();
    expect(await (await told).json()).toEqual({ ended: [address.split('/').at(-1)] });
    // As the browser's own Back would.
    await openInFrame(address);
    await frame.getByText('closed so that no patients are mixed up').waitFor();
    expect(await frame.getByText('Ada').count()).toBe(0);
    await bruno.getByRole('region', { name: 'Patient' }).waitFor();
    await second.reload();
    expect(await bruno.getByRole('region', { name: 'Patient' }).textContent()).toContain('SYN-0002');
  });

  async function openInFrame(address: string): Promise<void> {
    await page.locator('iframe[title=Sightline]').evaluate((frame, url) => {
      (frame as HTMLIFrameElement).src = url;
    }, address);
  }

  test('logging out leaves nothing of the patient in the frame', async () => {
    const app = await launchEmbedded(page, demo.hospital.ehrUrl, ADA);
    await app.getByRole('button', { name: 'Log out' }).click();
    await app.getByRole('heading', { name: 'You have left Sightline' }).waitFor();
    expect(await app.getByText('Ada').count()).toBe(0);
    await takePicture(page, 'ended-1280');
    expectQuiet();
  });

  test.each([360, 1280])('Arabic reads from right to left with no overflow at %i px', async (width) => {
    await context.addCookies([{ name: 'sightline-locale', value: 'ar', url: demo.appUrl }]);
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, ADA);
    await tab.setViewportSize({ width, height: 900 });
    await expectRightToLeft(tab);
    await takePicture(tab, `chart-ar-${width}`);
    await tab.locator('a[href^="/studies/"]').first().click();
    await tab.locator('#findings-title').waitFor();
    await expectRightToLeft(tab);
    await takePicture(tab, `result-ar-${width}`);
    expectQuiet();
  });

  async function untilFiled(app: FrameLocator | Page): Promise<void> {
    await app.getByRole('status').getByText('Filed as preliminary').waitFor({ timeout: ANALYSIS_MS });
    await app.locator('#findings-title').waitFor();
  }

  /** Of what the screen shows, not of events: a picture with shades, and another one when the map goes away. */
  async function expectPainted(app: FrameLocator | Page): Promise<void> {
    // Whatever stands there: the preview gives way to the film itself.
    const film = app.getByRole('application');
    await app.locator('canvas[data-film="values"]').waitFor();
    const shown = app.getByRole('button', { name: /^Show the heatmap/ });
    if ((await shown.and(app.locator('[aria-pressed=true]')).count()) === 0) await shown.first().click();
    const withMap = await film.screenshot();
    await shown.and(app.locator('[aria-pressed=true]')).click();
    const bare = await film.screenshot();
    const { channels } = await sharp(bare).greyscale().stats();
    expect(channels[0]?.stdev).toBeGreaterThan(15);
    expect(await difference(withMap, bare)).toBeGreaterThan(1);
    await shown.first().click();
  }

  function expectQuiet(): void {
    expect(watched.complaints).toEqual([]);
    const hosts = new Set(
      watched.urls.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).host),
    );
    const ours = [demo.appUrl, demo.hospital.ehrUrl].map((url) => new URL(url).host);
    expect([...hosts].filter((host) => !ours.includes(host))).toEqual([]);
    const uids = demo.hospital.films.flatMap((film) =>
      'refused' in film ? [] : [film.studyInstanceUid, film.sopInstanceUid],
    );
    const told = watched.urls
      .filter((url) => url.startsWith(demo.appUrl))
      .filter((url) => [...PERSONAL, ...uids].some((each) => decodeURIComponent(url).includes(each)));
    expect(told).toEqual([]);
  }

  async function expectPartitionedCookie(): Promise<void> {
    const cookies = (await context.cookies(demo.appUrl)).filter(({ name }) => name.startsWith('__Host-'));
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies)
      expect(cookie).toMatchObject({
        httpOnly: true,
        secure: true,
        sameSite: 'None',
        partitionKey: expect.stringContaining('localhost') as string,
      });
  }

  async function expectRightToLeft(tab: Page): Promise<void> {
    expect(await tab.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await tab.locator('html').getAttribute('lang')).toBe('ar');
    await expectNoOverflow(tab);
  }

  async function expectNoOverflow(tab: Page): Promise<void> {
    const excess = await tab.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess).toBeLessThanOrEqual(0);
  }
});

async function expectVisible(locator: Locator): Promise<void> {
  expect(await locator.isVisible()).toBe(true);
}

/** Mean absolute difference of two pictures' grey values, 0-255. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const grey = (picture: Buffer) =>
    sharp(picture).removeAlpha().resize(200, 200, { fit: 'fill' }).raw().toBuffer();
  const [a, b] = await Promise.all([grey(one), grey(other)]);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b.readUInt8(index)), 0) / a.length;
}

async function takePicture(tab: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  // The patient bar sticks to the top of what is in view.
  await tab.evaluate(() => {
    scrollTo(0, 0);
  });
  await tab.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
