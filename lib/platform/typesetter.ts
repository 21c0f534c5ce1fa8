/**
 * Typst as a native module: a template and data become PDF/A-2a (ISO 19005-2, level A: tagged). It is loaded when the
 * first PDF is asked for, because it holds some 50 MB, and some kinds of machine have none.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '#lib/platform/errors.ts';

const require = createRequire(import.meta.url);

/** A missing glyph is an error in PDF/A-2a, and so is text that can't be read back. */
const STANDARD = 'a-2a';
/** Compilations that the cache remembers: a report is set once. */
const CACHE_AGE = 2;

/** In the order in which a glyph is looked for; those of `only` come first where the page is in that language. */
const FAMILIES = [
  { name: 'Noto Sans', package: 'noto-sans' },
  { name: 'Amiri', package: 'amiri' },
  { name: 'Noto Sans KR', package: 'noto-sans-kr', own: 'ko' },
  { name: 'Noto Sans JP', package: 'noto-sans-jp', own: 'ja' },
  { name: 'Noto Sans SC', package: 'noto-sans-sc', own: 'zh' },
  { name: 'Noto Sans Devanagari', package: 'noto-sans-devanagari' },
] as const;
const WEIGHTS = ['400Regular', '700Bold'];

type Family = (typeof FAMILIES)[number];

interface Typesetter {
  readonly compiler: Typst.NodeCompiler;
  readonly families: readonly Family[];
}

let opened: Typesetter | undefined;

/**
 * The template's PDF with `page` as its data, dated `writtenAt`; the same input gives the same bytes. The native call
 * itself holds this thread (25-60 ms a report). Throws AppError `pdf-writer-absent` where this machine has no Typst or no
 * fonts, `pdf-not-typeset` where the page can't be set, for instance for lack of a glyph.
 */
export async function typeset(
  template: string,
  page: { readonly language: string },
  writtenAt: Date,
): Promise<Uint8Array> {
  opened ??= open();
  const { compiler, families } = opened;
  // Native memory of the last document is freed by the event loop.
  await setImmediate();
  const data = JSON.stringify({ ...page, fonts: fontsFor(families, page.language) });
  const creationTimestamp = Math.floor(writtenAt.getTime() / 1000);
  try {
    const mainFileContent = readFileSync(template, 'utf8');
    return compiler.pdf(
      { mainFileContent, inputs: { data } },
      { pdfStandard: STANDARD, creationTimestamp, pdfTags: true },
    );
  } catch {
    // The compiler's message may quote the page, hence the patient.
    throw new AppError('pdf-not-typeset', 'permanent');
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

function open(): Typesetter {
  try {
    const { NodeCompiler: compiler } = require('@myriaddreamin/typst-ts-node-compiler') as typeof Typst;
    const families = FAMILIES.filter((family) => fontFolders(family).length > 0);
    if (families.length === 0) throw new Error('no fonts');
    const fontPaths = families.flatMap(fontFolders);
    // An empty folder, so that no template can read a file of this machine.
    const workspace = mkdtempSync(join(tmpdir(), 'sightline-typst-'));
    return { compiler: compiler.create({ workspace, fontArgs: [{ fontPaths }] }), families };
  } catch (cause) {
    throw new AppError('pdf-writer-absent', 'permanent', { cause });
  }
}

function fontFolders(family: Family): string[] {
  try {
    const root = dirname(require.resolve(`@expo-google-fonts/${family.package}/package.json`));
    return WEIGHTS.map((weight) => join(root, weight)).filter((folder) => existsSync(folder));
  } catch {
    return [];
  }
}

/** Han characters look different in each language: the page's own font draws them. */
function fontsFor(families: readonly Family[], language: string): string[] {
  const isOwn = (family: Family) => 'own' in family && family.own === language;
  return families.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a))).map(({ name }) => name);
}
