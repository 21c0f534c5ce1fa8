/** Tables of films and boxes as hospitals write them: what is read, and what is said of the rest. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../../commands/ops/parse-csv.ts';
import { parseSize, placeBox, readBoxes } from '../../../commands/ops/read-boxes.ts';
import { readFilmTable } from '../../../commands/ops/read-film-table.ts';
import { parseCondition, selectRows } from '../../../commands/ops/select-rows.ts';
import { parseNames } from '../../../commands/ops/find-columns.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

const LABELS = ['effusion', 'pleural-thickening'];

async function write(...lines: string[]): Promise<string> {
  const path = join(folder, 'films.csv');
  await writeFile(path, lines.join('\n'));
  return path;
}
const read = async (...lines: string[]) => readFilmTable(await write(...lines), { labels: LABELS });

describe('parseCsv', () => {
  test.each([
    ['commas', 'a,b\n1,2\n', [['1', '2']]],
    ['semicolons, as some countries’ spreadsheets write', 'a;b\r\n1;2', [['1', '2']]],
    ['a mark at the start, quotes, a quote inside', '\uFEFFa,b\n"x, ""y""","z"\n', [['x, "y"', 'z']]],
    ['a line inside of quotes', 'a,b\n"x\ny",z', [['x\ny', 'z']]],
    ['an empty last cell', 'a,b\n1,', [['1', '']]],
    ['empty rows', 'a,b\n\n,\n1,2\n\n', [['1', '2']]],
    [
      'a quote that nobody closes',
      'a,b\nx,"y\n1,2',
      [
        ['x', 'y'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => {
    expect(parseCsv(text).rows.map(({ cells }) => cells)).toEqual(rows);
  });

  test('counts rows as a spreadsheet shows them', () => {
    expect(parseCsv('a\n\n1\n').rows).toEqual([{ row: 3, cells: ['1'] }]);
  });
});

describe('readFilmTable', () => {
  test('reads a column for each label: 1, 0 and nobody judged it', async () => {
    const { films, problems, labels, unread } = await read(
      'file,patient,sex,age,view,Effusion,Pleural Thickening,device',
      'a.dcm,7,female,057Y,pa,1,,x',
      'b.dcm,7,M,,,0.0,1,y',
    );
    expect(problems).toEqual([]);
    expect(labels).toEqual(['effusion', 'pleural-thickening']);
    expect(unread).toEqual(['device']);
    expect(films[0]).toMatchObject({ file: 'a.dcm', patient: '7', sex: 'F', ageYears: 57, view: 'PA' });
    expect(films.map(({ truth }) => [...truth])).toEqual([
      [['effusion', true]],
      [
        ['effusion', false],
        ['pleural-thickening', true],
      ],
    ]);
    expect(films[1]).not.toHaveProperty('ageYears');
  });

  test('reads NIH’s own list, whose findings stand in one cell', async () => {
    const { films, unknown, unread } = await read(
      'Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height]',
      '1.png,Effusion|Hernia,0,1,58,M,PA,2682,2749',
      '2.png,No Finding,0,2,70,F,AP,2682,2749',
      '3.png,Pleural_Thickening|Hernia,0,3,70,F,AP,2682,2749',
    );
    expect(films.map(({ truth }) => [truth.get('effusion'), truth.get('pleural-thickening')])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    expect([...unknown]).toEqual([['Hernia', 2]]);
    expect(unread).toContain('Follow-up #');
  });

  test('a score over all findings stands for any that is named, known to the model or not', async () => {
    const rows = ['a.dcm,1,Effusion', 'b.dcm,2,Hernia', 'c.dcm,3,No Finding'];
    const { films } = await readFilmTable(await write('file,patient,finding_labels', ...rows), {
      labels: [...LABELS, 'any'],
      triage: 'any',
    });
    expect(films.map(({ truth }) => truth.get('any'))).toEqual([true, true, false]);
  });

  test.each([
    ['a.dcm,1,60,2', 'effusion is “2”, and must be 1, 0 or empty (nobody judged it)'],
    ['a.dcm,1,60,-1', 'effusion is “-1”, and must be 1, 0 or empty (nobody judged it)'],
    ['a.dcm,1,60,yes', 'effusion is “yes”, and must be 1, 0 or empty (nobody judged it)'],
    ['a.dcm,1,414,1', 'the age 414 is no number of years'],
    ['a.dcm,1,6M,1', 'the age 6M is no number of years'],
    ['a.dcm,,60,1', 'without patient'],
    [',1,60,1', 'without file'],
    ['a.dcm,1,60', '3 cells, and the table has 4 columns'],
  ])('a row %s is named with its number and left out, the others stay', async (row, problem) => {
    const { films, problems } = await read(
      'file,patient,age,effusion',
      'good.dcm,1,60,1',
      row,
      'last.dcm,1,60,0',
    );
    expect(films.map(({ file }) => file)).toEqual(['good.dcm', 'last.dcm']);
    expect(problems).toEqual([expect.objectContaining({ place: 'films.csv, row 3', problem })]);
  });

  test.each([
    ['', 'no findings are written'],
    ['No Finding|Effusion', 'names findings and says that there is none'],
  ])('a film whose findings are “%s” is no film without findings', async (findings, said) => {
    const { films, problems } = await read('file,patient,finding_labels', `a.dcm,1,${findings}`);
    expect(films).toEqual([]);
    expect(problems[0]?.problem).toContain(said);
  });

  test.each([
    ['file,effusion', 'no column patient'],
    ['patient,effusion', 'no column file'],
    ['file,patient,hernia', 'no column for a label of the model (effusion, pleural-thickening)'],
    ['file,patient,effusion,Effusion', 'two columns for effusion: effusion and Effusion'],
    ['file,patient,patient_id,effusion', 'two columns for patient'],
    ['file,patient,effusion,finding_labels', 'leave one out'],
    ['', 'no column file'],
  ])('a table with the head “%s” is refused as a whole', async (head, said) => {
    await expect(read(head, 'a,1,1,1')).rejects.toThrow(said);
  });

  test('a table that is not there is named', async () => {
    await expect(readFilmTable('/nowhere/films.csv', { labels: LABELS })).rejects.toThrow(
      '/nowhere/films.csv: there is no such table',
    );
  });

  test('other names for a label are taken from the command, and must be names of labels', async () => {
    const names = parseNames(['Pleurawinkel=effusion'], LABELS);
    const path = await write('file,patient,PLEURAWINKEL', 'a.dcm,1,1');
    expect((await readFilmTable(path, { labels: LABELS, names })).labels).toEqual(['effusion']);
    expect(() => parseNames(['Hernie=hernia'], LABELS)).toThrow('with a label of the model: effusion, ');
  });
});

describe('selectRows', () => {
  const rowsOf = async () =>
    (await read('file,patient,part,effusion', 'a,1,test,1', 'b,2,train,1', 'c,3,,1')).films;

  test.each([
    ['part=test', ['a']],
    ['Part=test,train', ['a', 'b']],
    ['part!=train', ['a', 'c']],
    ['part=', ['c']],
  ])('%s', async (condition, files) => {
    expect(selectRows(await rowsOf(), [parseCondition(condition)]).map(({ file }) => file)).toEqual(files);
  });

  test('a column that no table has is a mistake, and not an empty answer', async () => {
    const rows = await rowsOf();
    expect(() => selectRows(rows, [parseCondition('parts=test')])).toThrow(
      'parts=test: no table has such a column',
    );
    expect(() => parseCondition('test')).toThrow('write COLUMN=VALUE');
  });
});

describe('readBoxes', () => {
  test('reads boxes by the label that they are of, and names what is none', async () => {
    const path = await write(
      'file,finding,x,y,w,h',
      'a.png,Effusion,1.5,2,30,40',
      'a.png,Infiltrate,1,2,3,4',
      'b.png,Effusion,1,2,0,4',
      'c.png,Effusion,1,,3,4',
    );
    const { boxes, problems, unknown } = await readBoxes(
      path,
      { labels: LABELS },
      { rows: 512, columns: 512 },
    );
    expect(boxes).toHaveLength(1);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'films.csv, row 4',
      'films.csv, row 5',
    ]);
    expect([...unknown]).toEqual([['Infiltrate', 1]]);
    const film = { rows: 1024, columns: 256 };
    expect(boxes[0] && placeBox(boxes[0], film)).toEqual({ left: 0.75, top: 4, width: 15, height: 80 });
  });

  test('a table without sides, and a size without a form, are refused', async () => {
    await expect(readBoxes(await write('file,finding,x,y', ''), { labels: LABELS })).rejects.toThrow(
      'no column w, h',
    );
    expect(() => parseSize('512')).toThrow('WIDTHxHEIGHT');
    expect(parseSize('640x480')).toEqual({ rows: 480, columns: 640 });
  });
});
