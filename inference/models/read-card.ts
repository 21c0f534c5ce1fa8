/** A package's card, which is for people: its Markdown, parsed, and the pictures beside it that the text shows. */
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lexer, type Token, walkTokens } from 'marked';

export type ModelCard =
  | {
      readonly state: 'read';
      readonly blocks: readonly Token[];
      /** Names of plain files in the package's folder. */
      readonly pictures: readonly string[];
    }
  /** Unreadable: too long, no text, or no file of its own. */
  | { readonly state: 'missing' | 'unreadable' };

export interface CardPicture {
  readonly bytes: Buffer;
  readonly contentType: string;
}

const LONGEST_CARD = 128 * 1024;
const LONGEST_PICTURE = 4 * 1024 * 1024;
const MOST_PICTURES = 32;
/** Nobody nests lists and quotations so deep; a forged card would exhaust the stack of whoever draws it. */
const DEEPEST = 24;
/** Emphasis within one paragraph; the parser's time grows with the third power of it. */
const MOST_MARKS = 600;

const PICTURE_NAME = /^\w[\w.-]*\.(svg|png)$/;
const CONTENT_TYPES: Readonly<Record<string, string>> = { svg: 'image/svg+xml', png: 'image/png' };

/** Never throws: a model whose card can't be shown is still the one that made the result. */
export async function readCard(cardPath: string): Promise<ModelCard> {
  const stats = await lstat(cardPath).catch(() => undefined);
  if (stats === undefined) return { state: 'missing' };
  if (!stats.isFile() || stats.size > LONGEST_CARD) return { state: 'unreadable' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(cardPath));
    if (text.split(/\n\s*\n/).some(isForged)) return { state: 'unreadable' };
    const blocks = lexer(text);
    if (depthOf(blocks) > DEEPEST) return { state: 'unreadable' };
    return { state: 'read', blocks, pictures: await keepPictures(dirname(cardPath), picturesIn(blocks)) };
  } catch {
    return { state: 'unreadable' };
  }
}

export async function listCardPictures(cardPath: string): Promise<readonly string[]> {
  const card = await readCard(cardPath);
  return card.state === 'read' ? card.pictures : [];
}

/** One of those that the card shows; undefined for every other name. */
export async function readCardPicture(cardPath: string, wanted: string): Promise<CardPicture | undefined> {
  const name = (await listCardPictures(cardPath)).find((each) => each === wanted);
  const contentType = CONTENT_TYPES[PICTURE_NAME.exec(name ?? '')?.[1] ?? ''];
  if (name === undefined || contentType === undefined) return undefined;
  return { bytes: await readFile(join(dirname(cardPath), name)), contentType };
}

function isForged(paragraph: string): boolean {
  return (paragraph.match(/[*_~]/g)?.length ?? 0) > MOST_MARKS;
}

function picturesIn(blocks: Token[]): string[] {
  const names = new Set<string>();
  void walkTokens(blocks, (token) => {
    if (token.type === 'image' && PICTURE_NAME.test(String(token['href']))) names.add(String(token['href']));
  });
  return [...names].slice(0, MOST_PICTURES);
}

async function keepPictures(directory: string, names: readonly string[]): Promise<string[]> {
  const stats = await Promise.all(names.map((name) => lstat(join(directory, name)).catch(() => undefined)));
  return names.filter((_, at) => {
    const found = stats[at];
    return found?.isFile() === true && found.size <= LONGEST_PICTURE;
  });
}

/** Tokens within tokens, however they are named: items, cells and rows among them. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const below = Object.values(value).map(depthOf);
  return (Array.isArray(value) ? 0 : 1) + Math.max(0, ...below);
}
