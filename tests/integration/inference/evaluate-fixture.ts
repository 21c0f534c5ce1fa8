/** A folder of films in which much is wrong, its table, and a tiny model that answers with how bright a film is. */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inventStudy, makeTestFilm } from '#tests/support/test-films.ts';
import { greyPicture } from '#tests/support/grey-picture.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

export const FILMS = 60;
const HEAD = 'file,patient,sex,age,view,device,effusion';

const levelOf = (film: number) => (film * 97) % 250;
export const isPresent = (film: number) => levelOf(film) > 150 !== (film % 7 === 0);

async function writePicture(folder: string, name: string, level: number, side = 16): Promise<void> {
  const picture = greyPicture(level, side);
  await (name.endsWith('.png') ? picture.png() : picture.jpeg()).toFile(join(folder, name));
}

async function writeGoodFilms(folder: string): Promise<string[]> {
  return Promise.all(
    Array.from({ length: FILMS }, async (_, film) => {
      const name = `${String(film)}.${film % 2 === 0 ? 'png' : 'jpg'}`;
      await writePicture(folder, name, levelOf(film));
      const sex = film % 3 === 0 ? 'F' : 'M';
      return `${name},p${String(film % 40)},${sex},${String(20 + film)},PA,site-${String(film % 2)},${isPresent(film) ? '1' : '0'}`;
    }),
  );
}

/** File -> what stands behind its name in the table. */
export const BAD: Readonly<Record<string, string>> = {
  'missing.png': 'x1,F,60,PA,site-0,1',
  'cut.png': 'x2,F,60,PA,site-0,1',
  'deep.png': 'x3,F,60,PA,site-0,1',
  'colours.png': 'x4,F,60,PA,site-0,1',
  'notes.dcm': 'x5,F,60,PA,site-0,1',
  'child.png': 'x6,F,7,PA,site-0,1',
  'lateral.jpg': 'x7,F,60,LL,site-0,1',
  'hand.dcm': 'x8,F,60,PA,site-0,1',
  'copy.png': 'x9,F,60,PA,site-0,1',
  'twin.png': 'x11,F,60,PA,site-0,1',
  'maybe.png': 'x10,F,60,PA,site-0,perhaps',
};

async function writeBadFilms(folder: string): Promise<void> {
  const place = (name: string) => join(folder, name);
  for (const name of ['child.png', 'lateral.jpg', 'maybe.png', 'stray.png'])
    await writePicture(folder, name, 40, 20);
  await writeFile(place('cut.png'), (await readFile(place('0.png'))).subarray(0, 60));
  const deep = sharp(
    Uint16Array.from({ length: 256 }, (_, at) => at * 200),
    { raw: { width: 16, height: 16, channels: 1 } },
  );
  await deep.toColourspace('grey16').png().toFile(place('deep.png'));
  const red = { r: 200, g: 20, b: 20 };
  await sharp({ create: { width: 16, height: 16, channels: 3, background: red } })
    .png()
    .toFile(place('colours.png'));
  await writeFile(place('notes.dcm'), 'this is no film');
  await writeFile(place('hand.dcm'), makeTestFilm(inventStudy(1), { BodyPartExamined: 'HAND' }));
  await writeFile(place('film.dcm'), makeTestFilm(inventStudy(2)));
  await copyFile(place('2.png'), place('copy.png'));
  for (const side of ['left', 'right']) {
    await mkdir(place(side));
    await writePicture(folder, `${side}/twin.png`, 40);
  }
  // The table calls it by its name alone.
  await rename(place('5.jpg'), place('left/5.jpg'));
}

export interface EvaluateFixture {
  readonly folder: string;
  readonly model: string;
  readonly table: string;
  /** Of the good films. */
  readonly rows: readonly string[];
  readonly remove: () => Promise<void>;
}

export async function makeFixture(): Promise<EvaluateFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-evaluate-'));
  const { accepts, ...manifest } = tinyManifest() as { accepts: object };
  const sopClasses = ['1.2.840.10008.5.1.4.1.1.1', '1.2.840.10008.5.1.4.1.1.1.1'];
  const wider = { ...accepts, sopClasses, modalities: ['CR', 'DX'] };
  const model = await writePackage({ ...tinyPackage(), manifest: { ...manifest, accepts: wider } });
  const rows = await writeGoodFilms(folder);
  await writeBadFilms(folder);
  const table = join(folder, 'films.csv');
  const bad = Object.entries(BAD).map(([name, rest]) => `${name},${rest}`);
  // Its sex and age stand in its own header.
  const film = 'film.dcm,y1,,,,site-1,0';
  const again = rows[3]?.replace(/[01]$/, (value) => String(1 - Number(value))) ?? '';
  await writeFile(table, [HEAD, ...rows, film, again, ...bad].join('\n'));
  const remove = async () => {
    for (const each of [folder, model]) await rm(each, { recursive: true });
  };
  return { folder, model, table, rows, remove };
}

/** `models evaluate` in a process of its own. */
export function evaluate(...args: string[]) {
  const { PATH } = process.env;
  const command = ['commands/ops.ts', 'models', 'evaluate', ...args];
  const env = { NODE_ENV: 'test' as const, ...(PATH && { PATH }), SIGHTLINE_MODELS: tmpdir() };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** As much of evaluation.json as the tests look at. */
export interface Told {
  films: number;
  patients: number;
  labels: {
    label: string;
    films: number;
    positives: number;
    auc: { value: number; interval: { low: number; high: number } };
  }[];
  groups: { by: string; value: string; films: number }[];
  shortfall: {
    leftOut: { file: string; code: string; said: string; place: string }[];
    [kind: string]: unknown;
  };
  pointing: {
    figures: { label: string; boxed: number; hits: number; drawn: number }[];
    boxesElsewhere: number;
  };
}
