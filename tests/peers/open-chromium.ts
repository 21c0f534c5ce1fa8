import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';
export const hasChromium = existsSync(PROGRAM);

/** Debian's Chromium, with third-party cookies blocked, as hospitals' browsers have it. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: PROGRAM,
    args: ['--no-sandbox', '--test-third-party-cookie-phaseout', '--disable-background-networking'],
  });
}

/** All that a browser did while somebody clicked: every address asked for, every complaint in the console. */
export interface Watched {
  readonly urls: string[];
  readonly complaints: string[];
}

/** How fast Chromium composes a WebGL canvas without a graphics card: its own remark, on nothing that the page did. */
const OF_THE_DRIVER =
  /^\[\.WebGL-0x[0-9a-f]+\]GL Driver Message \(OpenGL, Performance, .*GPU stall due to ReadPixels/;

export function watch(context: BrowserContext): Watched {
  const watched: Watched = { urls: [], complaints: [] };
  context.on('request', (request) => watched.urls.push(request.url()));
  context.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !OF_THE_DRIVER.test(message.text())) watched.complaints.push(message.text());
  });
  context.on('weberror', (error) => watched.complaints.push(error.error().message));
  return watched;
}

export async function logIn(page: Page, ehrUrl: string): Promise<void> {
  await page.goto(`${ehrUrl}/`);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Patients' }).waitFor();
}

/** From the patient list into the chart, and the app in its frame. */
export async function launchEmbedded(page: Page, ehrUrl: string, patient: RegExp): Promise<FrameLocator> {
  await page.goto(`${ehrUrl}/patients`);
  await page.getByRole('link', { name: patient }).click();
  await page.getByRole('link', { name: 'Launch Sightline' }).click();
  const frame = page.frameLocator('iframe[title=Sightline]');
  await frame.getByRole('region', { name: 'Patient' }).waitFor();
  return frame;
}

/** The same, as a page of its own. */
export async function launchInNewTab(page: Page, ehrUrl: string, patient: RegExp): Promise<Page> {
  await page.goto(`${ehrUrl}/patients`);
  await page.getByRole('link', { name: patient }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Launch in a new tab' }).click();
  const tab = await opened;
  await tab.locator('#content').waitFor();
  return tab;
}
