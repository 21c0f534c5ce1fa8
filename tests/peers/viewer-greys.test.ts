/** What the page draws, held against dcmtk's dcm2pnm: the same file, the same window, each pixel. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PixelFrame } from '#inference/contract.ts';
import type { Voi } from '#inference/preprocessing/greyscale-transforms.ts';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';
import { toAppError } from '#lib/platform/errors.ts';
import { openParcel, packFilm } from '#lib/viewing/film-parcel.ts';
import { asWindow, greyTable } from '#lib/viewing/grey-table.ts';
import { installedPythonPeer } from './python-peer.ts';

const root = '../shared/data/dicom';
const hasDcmtk = spawnSync('dcm2pnm', ['--version']).error === undefined;
const python = installedPythonPeer();
const folder = mkdtempSync(join(tmpdir(), 'sightline-greys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = existsSync(root)
  ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dcm'))
  : [];
/** Uncompressed by pydicom, so that both draw the same values, whatever their codecs round. */
const files = new Map<string, string>();
beforeAll(() => {
  if (python === undefined) return;
  const paths = names.map((name) => join(root, name));
  const script = join('tests', 'peers', 'python', 'decompress.py');
  spawnSync(python, ['-W', 'ignore', script, folder, ...paths], { stdio: 'ignore' });
  names.forEach((name, at) => {
    const path = join(folder, `${String(at)}.dcm`);
    if (existsSync(path)) files.set(name, path);
  });
}, 120_000);

/** The file's greys by dcm2pnm, in a window; undefined where it can't read the file. */
function drawnByDcmtk(file: string, voi: Extract<Voi, { kind: 'window' }>): Uint8Array | undefined {
  const picture = join(folder, 'picture.pgm');
  rmSync(picture, { force: true });
  const shape = voi.function === 'SIGMOID' ? ['+Wfs'] : ['+Wfl'];
  const window = ['+Ww', String(voi.center), String(voi.width)];
  const { status } = spawnSync('dcm2pnm', ['+op', ...window, ...shape, file, picture]);
  if (status !== 0 || !existsSync(picture)) return undefined;
  const bytes = readFileSync(picture);
  const head = /^P5\s+(?:#[^\n]*\n)*\d+\s+\d+\s+\d+\s/.exec(bytes.subarray(0, 200).toString('latin1'));
  return head === null ? undefined : bytes.subarray(head[0].length);
}

/** What the page would draw of it in the same window. */
function drawnByUs(frame: PixelFrame): { greys: Uint8Array; voi: Extract<Voi, { kind: 'window' }> } {
  const { greyscale, values, offset, opening, extent } = openParcel(packFilm(frame).buffer);
  const moved = asWindow(opening, extent);
  // dcm2pnm has the linear function of PS3.3 C.11.2.1.2.1 and the sigmoid, and reads whole windows best.
  const voi = {
    ...moved,
    center: Math.round(moved.center),
    width: Math.max(2, Math.round(moved.width)),
    function: moved.function === 'SIGMOID' ? ('SIGMOID' as const) : ('LINEAR' as const),
  };
  const cells = 2 ** (8 * values.BYTES_PER_ELEMENT);
  const table = greyTable(
    { ...greyscale, padding: undefined } as unknown as typeof greyscale,
    { voi, isInverted: false },
    { cells, offset },
  );
  return { greys: Uint8Array.from(values, (value) => table[value] ?? 0), voi };
}

describe.skipIf(!hasDcmtk || python === undefined || names.length === 0)(
  'each film of ../shared/data/dicom (skipped: dcm2pnm, pydicom or the films absent)',
  () => {
    const left: string[] = [];
    const compared: string[] = [];

    test.each(names)('%s', { timeout: 60_000 }, async (name) => {
      const file = files.get(name);
      if (file === undefined) {
        left.push(`${name}: pydicom does not read it`);
        return;
      }
      const decoded = await decodeFilm(readFileSync(file)).catch((thrown: unknown) => {
        const { failure, code } = toAppError(thrown);
        expect(failure).toBe('refused');
        return code;
      });
      if (typeof decoded === 'string') {
        left.push(`${name}: ${decoded}`);
        return;
      }
      const { greys, voi } = drawnByUs(decoded.frame);
      const theirs = drawnByDcmtk(file, voi);
      if (theirs === undefined) {
        left.push(`${name}: dcm2pnm does not read it`);
        return;
      }
      expect(theirs).toHaveLength(greys.length);
      let [most, at] = [0, 0];
      for (let i = 0; i < greys.length; i++) {
        const difference = Math.abs((greys[i] ?? 0) - (theirs[i] ?? 0));
        if (difference > most) [most, at] = [difference, i];
      }
      expect(
        most,
        `pixel ${String(at)}: ${String(greys[at])}, by dcm2pnm ${String(theirs[at])}`,
      ).toBeLessThanOrEqual(1);
      compared.push(name);
    });

    test('those left out are no single greyscale frame, or readable to us alone', () => {
      const unread = left.filter((line) => line.includes('does not read it'));
      expect(compared.length, left.join('\n')).toBeGreaterThan(4 * unread.length);
      expect(compared.length).toBeGreaterThan(25);
    });
  },
);
