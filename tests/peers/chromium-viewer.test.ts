/** The film in a real browser: every grey of it, by mouse and by key, with WebGL2 and without. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { hasChromium, launchInNewTab, logIn, openChromium, watch } from './open-chromium.ts';

const study = inventStudy(971);
/** Set to a folder, it gets pictures of the pages to look at. */
const pictures = process.env['SIGHTLINE_PICTURES'];

describe.skipIf(!hasChromium)('the film (skipped where Chromium is absent)', () => {
  let system: TestSystem;
  let browser: Browser;
  beforeAll(async () => {
    system = await startSystem(filmsOf([study]));
    browser = await openChromium();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  async function openFilm(
    options: { width?: number; locale?: string; card?: 'none' | 'small' } = {},
  ): Promise<{ page: Page; complaints: readonly string[]; close: () => Promise<void> }> {
    const { width = 1440, locale = 'en-US', card } = options;
    const context = await browser.newContext({ viewport: { width, height: 1000 }, locale });
    context.setDefaultTimeout(15_000);
    const { complaints } = watch(context);
    if (card === 'none')
      await context.addInitScript(() => {
        const real = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...all: unknown[]) => unknown;
        Object.assign(HTMLCanvasElement.prototype, {
          getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
            return kind === 'webgl2' ? null : real.call(this, kind, ...rest);
          },
        });
      });
    if (card === 'small')
      await context.addInitScript(() => {
        Object.assign(WebGL2RenderingContext.prototype, { getParameter: () => 16 });
      });
    const login = await context.newPage();
    await logIn(login, system.hospital.ehrUrl);
    const page = await launchInNewTab(login, system.hospital.ehrUrl, /Number971/);
    await page.locator('main').waitFor();
    const analyse = page.getByRole('button').filter({ hasText: /^Analyse|^분석|^تحليل/ });
    if (await analyse.first().isVisible()) await analyse.first().click();
    else await page.locator('a[href^="/studies/"]').first().click();
    await page.locator('canvas[data-film="values"]').waitFor();
    await settled(page);
    return { page, complaints, close: () => context.close() };
  }

  const surface = (page: Page) => page.getByRole('application');
  const lookAt = async (page: Page) => surface(page).screenshot();
  const keep = async (page: Page, name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `viewer-${name}.png`) });
  };

  test('is windowed, zoomed, turned, mirrored with a mark, and reset, by keys alone', async () => {
    const { page, complaints, close } = await openFilm();
    await keep(page, 'opened');
    const first = await lookAt(page);
    expect(await spread(first)).toBeGreaterThan(20);
    await surface(page).focus();
    await page.keyboard.press('i');
    const inverted = await lookAt(page);
    expect(await difference(first, inverted)).toBeGreaterThan(20);
    await page.keyboard.press('i');
    expect(await difference(first, await lookAt(page))).toBeLessThan(2);
    await page.keyboard.press('h');
    await page.getByText('Mirrored').waitFor();
    await page.keyboard.press('h');
    await page.getByText('Mirrored').waitFor({ state: 'detached' });
    for (const key of ['r', '+', '+', 'ArrowLeft', 'Shift+ArrowRight']) await page.keyboard.press(key);
    await keep(page, 'turned');
    expect(await difference(first, await lookAt(page))).toBeGreaterThan(5);
    await page.keyboard.press('Backspace');
    expect(await difference(first, await lookAt(page))).toBeLessThan(2);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test('is measured by the mouse: a length that says where it holds, an angle, a mean', async () => {
    const { page, complaints, close } = await openFilm();
    const box = await surface(page).boundingBox();
    if (box === null) throw new Error('no film');
    const pull = async (from: readonly [number, number], to: readonly [number, number]) => {
      await page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height);
      await page.mouse.down();
      await page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 5 });
      await page.mouse.up();
    };
    await page.getByRole('button', { name: 'Length', exact: true }).click();
    await pull([0.3, 0.3], [0.6, 0.3]);
    await expect
      .poll(() => page.locator('[data-measurement="length"] text').textContent())
      .toMatch(/^[\d,.]+ (mm|mm at the detector|pixels \(not calibrated\))$/);
    await page.getByRole('button', { name: 'Angle', exact: true }).click();
    await pull([0.3, 0.5], [0.5, 0.5]);
    await pull([0.5, 0.5], [0.5, 0.8]);
    await expect
      .poll(() => page.locator('[data-measurement="angle"] text').textContent())
      .toMatch(/^(89|90|91)(\.\d)?°$/);
    await page.getByRole('button', { name: 'Mean in a rectangle', exact: true }).click();
    await pull([0.6, 0.6], [0.8, 0.8]);
    await expect
      .poll(() => page.locator('[data-measurement="rectangle"] text').textContent())
      .toMatch(/^Mean -?[\d,.]+, SD [\d,.]+$/);
    await keep(page, 'measured');
    await page.getByRole('button', { name: 'Remove measurements', exact: true }).click();
    await expect.poll(() => page.locator('[data-measurement]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test.each(['none', 'small'] as const)(
    'looks the same with a graphics card: %s',
    async (card) => {
      const usual = await openFilm();
      const without = await openFilm({ card });
      expect(await spread(await lookAt(without.page))).toBeGreaterThan(20);
      expect(await difference(await lookAt(usual.page), await lookAt(without.page))).toBeLessThan(2);
      expect(without.complaints).toEqual([]);
      await usual.close();
      await without.close();
    },
    60_000,
  );

  test('stays on the screen when the graphics card is lost', async () => {
    const { page, close } = await openFilm();
    const before = await lookAt(page);
    await page.locator('canvas[data-film="values"]').evaluate((canvas) => {
      (canvas as HTMLCanvasElement).getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await page.waitForTimeout(600);
    expect(await difference(before, await lookAt(page))).toBeLessThan(2);
    await close();
  }, 60_000);

  test('fits a phone, and is not mirrored where the page runs from right to left', async () => {
    const wide = await openFilm();
    const narrow = await openFilm({ width: 360, locale: 'ar' });
    await keep(narrow.page, 'phone-ar');
    expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const [a, b] = [await lookAt(wide.page), await lookAt(narrow.page)];
    expect(await spread(b)).toBeGreaterThan(20);
    const mirrored = await sharp(b).flop().toBuffer();
    expect(await difference(a, b)).toBeLessThan(await difference(a, mirrored));
    await wide.close();
    await narrow.close();
  }, 60_000);
});

/** Drawn, with nothing of the model's over it and no words. */
async function settled(page: Page): Promise<void> {
  await page.locator('canvas[data-film="values"]').scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
}

async function greys(picture: Buffer): Promise<Buffer> {
  return sharp(picture).removeAlpha().greyscale().resize(200, 200, { fit: 'fill' }).raw().toBuffer();
}

/** Mean absolute difference of two pictures' greys, 0-255. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [x, y] = [await greys(a), await greys(b)];
  return x.reduce((sum, grey, at) => sum + Math.abs(grey - (y[at] ?? 0)), 0) / x.length;
}

async function spread(picture: Buffer): Promise<number> {
  const { channels } = await sharp(picture).removeAlpha().greyscale().stats();
  return channels[0]?.stdev ?? 0;
}
