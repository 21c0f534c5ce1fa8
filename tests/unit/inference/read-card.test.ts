/** What a package's card may bring to a page, and what is left where it lies. */
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCard, readCardPicture } from '#inference/models/read-card.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';
let folder: string;
let card: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-card-'));
  card = join(folder, 'MODEL_CARD.md');
});
afterEach(() => rm(folder, { recursive: true }));

async function picturesOf(text: string) {
  await writeFile(card, text);
  const read = await readCard(card);
  return read.state === 'read' ? read.pictures : read.state;
}

describe('readCard', () => {
  test('reads the shipped card with the pictures that it shows', async () => {
    const read = await readCard('inference/models/sightline-cxr/MODEL_CARD.md');
    if (read.state !== 'read') throw new Error(read.state);
    expect(read.blocks.some(({ type }) => type === 'table')).toBe(true);
    expect(read.pictures).toContain('roc.svg');
  });

  test('tells a card that is not there from one that can’t be shown', async () => {
    expect(await readCard(card)).toEqual({ state: 'missing' });
    await symlink('/etc/passwd', card);
    expect(await readCard(card)).toEqual({ state: 'unreadable' });
  });

  test('reads nothing of a card that is too long, or that is no text', async () => {
    await writeFile(card, '# Card');
    await truncate(card, 10 * 1024 ** 3);
    expect(await readCard(card)).toEqual({ state: 'unreadable' });
    await writeFile(card, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(await readCard(card)).toEqual({ state: 'unreadable' });
  });

  test.each([
    ['quotations within quotations', '>'.repeat(20_000)],
    ['lists within lists', Array.from({ length: 60 }, (_, deep) => `${'  '.repeat(deep)}- a`).join('\n')],
    ['emphasis that never ends', '**a_'.repeat(30_000)],
  ])('is not held up by %s', async (_, text) => {
    await writeFile(card, text);
    const startedAt = performance.now();
    expect(await readCard(card)).toEqual({ state: 'unreadable' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test('knows no pictures but plain files of the package that the card shows', async () => {
    for (const name of ['roc.svg', 'photo.png', 'other.svg', 'notes.html'])
      await writeFile(join(folder, name), SVG);
    await symlink('/etc/passwd', join(folder, 'link.svg'));
    const shown = [
      'roc.svg',
      'photo.png',
      'missing.svg',
      'link.svg',
      'notes.html',
      '../roc.svg',
      './roc.svg',
    ];
    const remote = ['https://example.org/roc.svg', '//example.org/roc.svg', 'data:image/svg+xml,x'];
    const text = [...shown, ...remote].map((name) => `![A picture](${name})`).join('\n\n');
    expect(await picturesOf(text)).toEqual(['roc.svg', 'photo.png']);
  });
});

describe('readCardPicture', () => {
  test('gives a picture of the card with its type', async () => {
    await writeFile(join(folder, 'roc.svg'), SVG);
    await writeFile(card, '![ROC](roc.svg)');
    const picture = await readCardPicture(card, 'roc.svg');
    expect(picture).toEqual({ bytes: Buffer.from(SVG), contentType: 'image/svg+xml' });
  });

  test('gives no other file of the package, and none outside it', async () => {
    for (const name of ['other.svg', 'model.json']) await writeFile(join(folder, name), SVG);
    await writeFile(card, '![ROC](../../etc/passwd) ![M](model.json)');
    for (const name of ['other.svg', 'model.json', 'MODEL_CARD.md', '../../etc/passwd', '/etc/passwd', ''])
      expect(await readCardPicture(card, name), name).toBeUndefined();
  });
});
