/** The page of a model, out of real packages: with a card, without one, and for a version that is not there. */
import { rename, rm, unlink, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { viewModelCard } from '#lib/pipeline/view-model-card.ts';
import type { WebContext } from '#lib/pipeline/web-context.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';
import { ModelCard } from '../../../app/_components/model-card.tsx';

const SESSION = { id: 'a'.repeat(32), site: 'h', patientId: 'p' } as LaunchSession;
const RUNNING = { id: 'tiny', version: '1.0.0' };
const words = messagesOf('en').modelCard;
let models: string;
beforeEach(async () => {
  models = await mkdtemp(join(tmpdir(), 'sightline-models-'));
  await install('tiny', {});
});
afterEach(() => rm(models, { recursive: true }));

async function install(name: string, changes: Record<string, unknown>): Promise<void> {
  const written = await writePackage({ ...tinyPackage(), manifest: { ...tinyManifest(), ...changes } });
  await rename(written, join(models, name));
}

/** The patient has a result by any model that is asked for. */
async function viewOf(asked: { id: string; version: string }) {
  const query = {
    select: () => query,
    where: () => query,
    executeTakeFirst: () => Promise.resolve({ id: 'x' }),
  };
  const model = await loadModel(join(models, 'tiny'));
  const context = { config: { modelsDirectory: models }, model, db: { selectFrom: () => query } };
  return viewModelCard(context as unknown as WebContext, SESSION, asked);
}

async function show(asked: { id: string; version: string }): Promise<string> {
  const view = await viewOf(asked);
  const children = createElement(ModelCard, { view, launch: SESSION.id });
  const options = { locale: 'en', messages: messagesOf('en'), timeZone: 'UTC', children } as const;
  return renderToStaticMarkup(createElement(NextIntlClientProvider, options));
}

describe('the page of the running model', () => {
  test('names model, version, hash, regulatory status and intended use, and both points of each finding', async () => {
    const text = await show(RUNNING);
    const { sha256 } = (await loadModel(join(models, 'tiny'))).manifest;
    const said = ['Tiny', 'Version 1.0.0', sha256, 'Research use; not cleared by any regulator', 'Tests'];
    for (const each of said) expect(text).toContain(each);
    for (const each of [
      'Pleural effusion',
      'Hernia',
      '0.800 (0.700–0.900)',
      '0.010',
      '40.0%',
      '60.0%',
      '90.0%',
    ])
      expect(text).toContain(each);
  });

  test('tells the elements of CHAI’s and HL7’s cards by name, figures in words, and which are not stated', async () => {
    const text = await show(RUNNING);
    const { cardElements: names } = messagesOf('en');
    for (const each of [...Object.values(names.group), names.name.howToUse, 'Tiny howToUse'])
      expect(text).toContain(each);
    expect(text).toContain('<li>AUC: 0.8 (0.7 to 0.9)</li><li>Sites: 1</li>');
    expect(text).not.toContain(names.notStated);
    await install('tiny-0.9.0', { version: '0.9.0', cardElements: undefined });
    const bare = await show({ id: 'tiny', version: '0.9.0' });
    expect(bare).toContain(`<dt>${names.notStated}</dt><dd>${names.name.modelDeveloper} and`);
  });

  test('holds the package’s own card as English, whatever language the page has', async () => {
    await writeFile(join(models, 'tiny', 'MODEL_CARD.md'), '# Tiny\n\n## Known failures\n\nMany.');
    expect(await show(RUNNING)).toMatch(
      /lang="en" dir="ltr".*<h3 id="card-\d">Known failures<\/h3><p>Many\./,
    );
  });

  test('says where the package brings no card, and shows what its manifest states', async () => {
    await unlink(join(models, 'tiny', 'MODEL_CARD.md'));
    const text = await show(RUNNING);
    expect(text).toContain(words.missing);
    expect(text).toContain('Knows nothing');
  });

  test('says where the package’s card can’t be shown', async () => {
    await writeFile(join(models, 'tiny', 'MODEL_CARD.md'), 'x'.repeat(1024 ** 2));
    expect(await show(RUNNING)).toContain(words.unreadable.slice(0, 40));
  });

  test('calls a finding not measured where the package has no figures of it', async () => {
    const [effusion, hernia] = tinyManifest()['labels'] as Record<string, unknown>[];
    const unmeasured = { label: hernia?.['label'], concept: hernia?.['concept'] };
    await install('tiny-0.9.0', { version: '0.9.0', labels: [effusion, unmeasured] });
    expect(await show({ id: 'tiny', version: '0.9.0' })).toContain(words.notMeasured);
  });
});

describe('the page of another version', () => {
  test('shows that version’s card where it is installed, and says that its figures are no other’s', async () => {
    await install('tiny-0.9.0', { version: '0.9.0', title: 'Tiny of old' });
    const text = await show({ id: 'tiny', version: '0.9.0' });
    expect(text).toContain('Tiny of old');
    expect(text).toContain('New results are made by tiny, version 1.0.0.');
  });

  test('never passes off the running model’s figures as those of a version that is gone', async () => {
    const text = await show({ id: 'tiny', version: '0.9.0' });
    expect(text).toContain('The result was made by tiny, version 0.9.0, which is no longer installed here.');
    expect(text).toContain('Version 1.0.0');
  });

  test('never shows a card that was put in place of the running model’s', async () => {
    const view = await viewOf(RUNNING);
    expect(view.card.state).toBe('read');
    const model = await loadModel(join(models, 'tiny'));
    await rm(join(models, 'tiny'), { recursive: true });
    await install('tiny', { version: '2.0.0' });
    const context = { config: { modelsDirectory: models }, model } as unknown as WebContext;
    expect(await viewModelCard(context, SESSION, RUNNING)).toMatchObject({
      model: { version: '1.0.0' },
      card: { state: 'missing' },
    });
  });
});
