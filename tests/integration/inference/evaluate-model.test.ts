/** `npm run ops -- models evaluate` as a hospital's engineer runs it: on a folder in which much is wrong. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BAD,
  evaluate,
  type EvaluateFixture,
  FILMS,
  isPresent,
  makeFixture,
  type Told,
} from './evaluate-fixture.ts';

let fixture: EvaluateFixture;
beforeAll(async () => {
  fixture = await makeFixture();
});
afterAll(() => fixture.remove());

describe('a folder in which much is wrong', () => {
  let told: Told;
  let lines: string;
  let scores: string[][];
  beforeAll(async () => {
    const { folder, model, table } = fixture;
    const out = join(folder, '.evaluated');
    const { status, stdout, stderr } = evaluate(
      '--model',
      model,
      '--data',
      folder,
      '--labels',
      table,
      '--by',
      'device',
      '--out',
      out,
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    lines = stdout;
    told = JSON.parse(await readFile(join(out, 'evaluation.json'), 'utf8')) as Told;
    scores = (await readFile(join(out, 'scores.csv'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split(','));
  });

  test('every film that can be evaluated is, pictures and DICOM', () => {
    expect(told).toMatchObject({ films: FILMS + 1, patients: 41 });
    expect(told.labels).toMatchObject([{ label: 'effusion', films: FILMS + 1 }]);
  });

  test.each([
    ['missing.png', 'file-missing', 'there is no such file in'],
    ['cut.png', 'picture-not-readable', 'cut short or broken'],
    ['deep.png', 'picture-not-8-bit', 'more than 8 bits'],
    ['colours.png', 'not-greyscale', 'in colours'],
    ['notes.dcm', 'film-not-dicom', 'neither a DICOM object nor a PNG or JPEG'],
    ['child.png', 'age-not-accepted', 'the patient’s age is not 18 to any age'],
    ['lateral.jpg', 'view-not-accepted', 'its view is unknown or not AP, PA'],
    ['hand.dcm', 'body-part-not-accepted', 'its body part is not CHEST'],
    ['copy.png', 'file-repeated', 'is the same file as 2.png'],
    ['twin.png', 'file-ambiguous', 'several files are called so: left/twin.png, right/twin.png'],
    ['maybe.png', 'row-not-readable', 'effusion is “perhaps”'],
    ['3.jpg', 'row-repeated', 'stands in films.csv, row 5 already, with other labels'],
  ])('%s is left out as %s, and said so on the screen', (file, code, said) => {
    const found = told.shortfall.leftOut.filter((each) => each.file === file);
    expect(found).toEqual([expect.objectContaining({ code, said: expect.stringContaining(said) as string })]);
    expect(found[0]?.place).toMatch(/^films\.csv, row \d+$/);
    expect(lines).toContain(`${found[0]?.place ?? ''}: ${file}: `);
  });

  test('nothing else is left out, and all that nobody reads is named', () => {
    expect(told.shortfall.leftOut).toHaveLength(Object.keys(BAD).length + 1);
    expect(told.shortfall).toMatchObject({
      filesInNoRow: ['stray.png'],
      columnsNotRead: [],
      labelsWithoutColumn: ['hernia'],
    });
    expect(lines).toContain('stand in no row: stray.png');
    expect(lines).toContain('labels of the model that the tables don’t speak of: hernia');
  });

  test('the area is that of the scores it writes, counted pair by pair', () => {
    const truth = new Map([
      ['film.dcm', false],
      ...Array.from(fixture.rows, (row, film) => [row.split(',')[0] ?? '', isPresent(film)] as const),
    ]);
    const films = scores
      .slice(1)
      .map(([file = '', score]) => ({ present: truth.get(file.replaceAll('"', '')), score: Number(score) }));
    expect(films).toHaveLength(FILMS + 1);
    const positives = films.filter(({ present }) => present === true);
    const pairs = positives.flatMap(({ score }) =>
      films.filter(({ present }) => present === false).map((each) => (Math.sign(score - each.score) + 1) / 2),
    );
    const [effusion] = told.labels;
    expect(effusion?.positives).toBe(positives.length);
    expect(effusion?.auc.value).toBeCloseTo(pairs.reduce((sum, won) => sum + won, 0) / pairs.length, 6);
    expect(effusion?.auc.interval.low).toBeLessThan(effusion?.auc.value ?? 0);
  });

  test('groups are told by sex, age, view and the column asked for; a header fills in what the table leaves out', () => {
    const count = (by: string) =>
      told.groups.filter((group) => group.by === by).reduce((sum, { films }) => sum + films, 0);
    expect(['sex', 'age', 'view', 'device'].map(count)).toEqual(Array(4).fill(FILMS + 1));
    expect(told.groups.find(({ value }) => value === 'site-1')?.films).toBe(FILMS / 2 + 1);
  });
});

test('boxes: the quarter of the film that is brightest is what the model points at', async () => {
  const { folder, model } = fixture;
  await mkdir(join(folder, 'boxed'));
  const pixels = Uint8Array.from({ length: 32 * 32 }, (_, at) => (at % 32 < 16 && at < 512 ? 250 : 10));
  for (const name of ['a', 'b', 'c'])
    await sharp(
      pixels.map((value, at) => (at === 0 ? name.charCodeAt(0) : value)),
      { raw: { width: 32, height: 32, channels: 1 } },
    )
      .png()
      .toFile(join(folder, 'boxed', `${name}.png`));
  const boxed = join(folder, 'boxed.csv');
  await writeFile(boxed, 'file,patient,part,effusion\na.png,1,seen,1\nb.png,2,new,1\nc.png,3,new,0');
  const boxes = join(folder, 'boxes.csv');
  await writeFile(
    boxes,
    'file,finding,x,y,w,h\na.png,Effusion,0,0,512,512\nb.png,Effusion,0,0,512,512\nc.png,Effusion,512,512,500,500\nc.png,Tumour,1,1,1,1',
  );
  const out = join(folder, '.boxes');
  const where = ['--where', 'part=seen', '--boxes-where', 'part=new', '--drawn-on', '1024x1024'];
  const { status, stdout, stderr } = evaluate(
    '--model',
    model,
    '--data',
    join(folder, 'boxed'),
    '--labels',
    boxed,
    '--boxes',
    boxes,
    ...where,
    '--out',
    out,
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { films, pointing, shortfall } = JSON.parse(
    await readFile(join(out, 'evaluation.json'), 'utf8'),
  ) as Told;
  expect(films).toBe(1);
  expect(pointing).toMatchObject({
    boxesElsewhere: 1,
    figures: [
      { label: 'effusion', boxed: 2, hits: 1 },
      { label: 'all', boxed: 2, hits: 1 },
    ],
  });
  expect(shortfall).toMatchObject({ boxesNotKnown: { Tumour: 1 } });
  expect(stdout).toContain('none: every film has it');
});
