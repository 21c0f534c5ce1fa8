/** What somebody would try in a real browser: another site's page, old pages, frames that the EHR named, the Back button. */
import type { Browser, BrowserContext, FrameLocator, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listenHttp, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { hasChromium, launchEmbedded, launchInNewTab, logIn, openChromium } from './open-chromium.ts';
import { provideFilms, runDemo, type RunningDemo } from './run-demo.ts';

const CLOSED = 'closed so that no patients are mixed up';
const LEFT = 'You have left Sightline';

describe.skipIf(!hasChromium)('in Chromium, against attacks (skipped where absent)', () => {
  let database: TestDatabase;
  let demo: RunningDemo;
  let browser: Browser;
  let context: BrowserContext;
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
    page = await context.newPage();
    await logIn(page, demo.hospital.ehrUrl);
  });
  afterEach(() => context.close());

  const patientId = (name: RegExp) =>
    demo.hospital.patients.find((patient) => name.test(patient.name))?.fhirId ?? '';
  const launchUrl = (name: RegExp) => `${demo.hospital.ehrUrl}/sandbox/launch?patient=${patientId(name)}`;
  const addressOf = (app: FrameLocator) => app.locator('html').evaluate(() => location.href);
  const frameOf = (tab: Page) => tab.frameLocator('iframe[title=Sightline]');

  async function openInFrame(address: string): Promise<void> {
    await page.locator('iframe[title=Sightline]').evaluate((frame, url) => {
      (frame as HTMLIFrameElement).src = url;
    }, address);
  }

  test('a page of another site gets no cookie of the EHR’s partition, no answer, and no frame', async () => {
    const app = await launchEmbedded(page, demo.hospital.ehrUrl, /Ada/);
    const chart = await addressOf(app);
    const studies = chart.replace('/chart/', '/api/launches/') + '/studies';
    const evil: HttpPeer = await listenHttp((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>evil</title><iframe src="${chart}"></iframe>`);
    });
    const tab = await context.newPage();
    const cookies: string[] = [];
    const look = async (request: Request) => {
      if (request.url().startsWith(demo.appUrl)) cookies.push((await request.allHeaders())['cookie'] ?? '');
    };
    tab.on('requestfinished', (request) => void look(request));
    tab.on('requestfailed', (request) => void look(request));
    await tab.goto(evil.url.replace('127.0.0.1', 'evil.localhost'));
    const read = await tab.evaluate(async (url) => {
      const answer = await fetch(url, { credentials: 'include' }).catch(() => undefined);
      const blind = await fetch(url, { credentials: 'include', mode: 'no-cors' }).catch(() => undefined);
      return [answer?.status, blind?.type];
    }, studies);
    expect(read).toEqual([undefined, undefined]);
    await expect.poll(() => cookies.length).toBeGreaterThanOrEqual(3);
    expect(cookies.join()).not.toContain('__Host-sightline');
    const [framed] = tab.frames().slice(1);
    expect(await framed?.content().catch(() => '')).not.toContain('SYN-0001');
    // And a link there, which a browser would follow with no partition of the EHR's.
    await tab.goto(chart);
    expect(await tab.content()).not.toContain('SYN-0001');
    await evil.close();
  });

  test('a frame that the EHR named itself ends its earlier launch too, and keeps its name', async () => {
    await launchEmbedded(page, demo.hospital.ehrUrl, /Bruno/);
    await page.locator('iframe[title=Sightline]').evaluate((frame, url) => {
      const named = document.createElement('iframe');
      Object.assign(named, { title: 'Sightline', name: 'ehr-app', src: url });
      frame.replaceWith(named);
    }, launchUrl(/Ada/));
    await frameOf(page).getByRole('region', { name: 'Patient' }).getByText(/Ada/).waitFor();
    const address = await addressOf(frameOf(page));
    await openInFrame(launchUrl(/Chandra/));
    await frameOf(page)
      .getByRole('region', { name: 'Patient' })
      .getByText(/Chandra/)
      .waitFor();
    expect(
      await frameOf(page)
        .locator('html')
        .evaluate(() => window.name),
    ).toBe('ehr-app');
    const stateOfFirst = async () => {
      const rows = await database.db.selectFrom('launch_session').select(['id', 'state']).execute();
      return rows.find(({ id }) => address.includes(id))?.state;
    };
    await expect.poll(stateOfFirst, { timeout: 10_000 }).toBe('ended');
    await openInFrame(address);
    await frameOf(page).getByText(CLOSED).waitFor();
    expect(await frameOf(page).getByText('Ada').count()).toBe(0);
  });

  test('Back and Forward after logging out show nothing of the patient', async () => {
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, /Ada/);
    await tab.getByRole('region', { name: 'Patient' }).getByText('SYN-0001').waitFor();
    await tab.getByRole('button', { name: 'Log out' }).click();
    await tab.getByRole('heading', { name: LEFT }).waitFor();
    await tab.goBack();
    await tab.getByText(/did not send back|have logged out/).waitFor();
    expect(await tab.content()).not.toContain('SYN-0001');
    await tab.goForward();
    await tab.getByRole('heading', { name: LEFT }).waitFor();
    expect(await tab.content()).not.toContain('SYN-0001');
  });

  test('a second window of the same launch closes too when the first logs out', async () => {
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, /Ada/);
    const twin = await context.newPage();
    await twin.goto(tab.url());
    await twin.getByRole('region', { name: 'Patient' }).getByText('SYN-0001').waitFor();
    await tab.getByRole('button', { name: 'Log out' }).click();
    await tab.getByRole('heading', { name: LEFT }).waitFor();
    await twin.getByText(/did not send back|have logged out/).waitFor();
    expect(await twin.getByText('SYN-0001').count()).toBe(0);
  });

  test('an old tab whose frame now shows another patient can neither be read on, nor start anything', async () => {
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, /Ada/);
    const old = tab.url();
    await tab.goto(launchUrl(/Bruno/));
    await tab.getByRole('region', { name: 'Patient' }).getByText(/Bruno/).waitFor();
    await expect
      .poll(async () => (await context.request.get(old)).text(), { timeout: 10_000 })
      .toContain(CLOSED);
    await tab.goBack();
    await tab.getByText(CLOSED).waitFor();
    expect(await tab.content()).not.toContain('SYN-0001');
  });

  test('the callback’s address, loaded again, ends in words and not in a circle', async () => {
    const addresses: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('/launch/callback')) addresses.push(request.url());
    });
    const tab = await launchInNewTab(page, demo.hospital.ehrUrl, /Ada/);
    const again = await context.newPage();
    await again.goto(addresses[0] ?? '');
    await again.getByText('was used before').waitFor();
    await tab.reload();
    await tab.getByRole('region', { name: 'Patient' }).getByText('SYN-0001').waitFor();
  });

  test('two frames of two patients in one page stay two, also when one of them is launched again', async () => {
    await launchEmbedded(page, demo.hospital.ehrUrl, /Ada/);
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.title = 'second';
      frame.src = url;
      document.body.append(frame);
    }, launchUrl(/Bruno/));
    const second = page.frameLocator('iframe[title=second]');
    await second.getByRole('region', { name: 'Patient' }).getByText(/Bruno/).waitFor();
    await openInFrame(launchUrl(/Chandra/));
    await frameOf(page)
      .getByRole('region', { name: 'Patient' })
      .getByText(/Chandra/)
      .waitFor();
    await page.waitForTimeout(4000);
    const bruno = await addressOf(second);
    await second.locator('html').evaluate(() => location.reload());
    await second.getByRole('region', { name: 'Patient' }).getByText(/Bruno/).waitFor();
    expect(await addressOf(second)).toBe(bruno);
    expect(await frameOf(page).getByText(/Bruno/).count()).toBe(0);
  });
});
