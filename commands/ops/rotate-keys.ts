/** `keys rotate`: the next key for proving ourselves to EHRs, or for the tokens at rest, while everything goes on. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { livingKeys, makePrivateKey, parseKeySet, type SigningAlgorithm } from '#lib/launch/key-set.ts';
import { keysOf } from '#lib/launch/public-keys.ts';
import { resealSessions } from '#lib/launch/reseal-sessions.ts';
import { loadConfig, type Config } from '#lib/platform/config.ts';
import { openDatabase } from '#lib/platform/database.ts';
import { openVaultKeys, parseVaultKeys } from '#lib/platform/vault-keys.ts';

/** EHRs keep our published keys for up to a day; an hour is what most of them do. */
const HOURS_BEFORE_SIGNING = 1;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      site: { type: 'string' },
      vault: { type: 'boolean', default: false },
      after: { type: 'string', default: String(HOURS_BEFORE_SIGNING) },
      algorithm: { type: 'string', default: 'ES384' },
    },
  });
  if (values.vault) return rotateVault();
  const hours = Number(values.after);
  const { algorithm } = values;
  if (!Number.isFinite(hours) || hours < 0) throw new Error('--after takes hours, 0 or more');
  if (algorithm !== 'ES384' && algorithm !== 'RS384') throw new Error('--algorithm is ES384 or RS384');
  for (const file of keyFiles(loadConfig(), values.site)) await rotateFile(file, hours, algorithm);
  return 0;
}

/** Each file once, though a site may use it for both of its clients, and sites may share it. */
function keyFiles(config: Config, siteId: string | undefined): readonly string[] {
  const sites = config.sites.filter(({ id }) => siteId === undefined || id === siteId);
  if (sites.length === 0) throw new Error(`--site ${siteId ?? ''}: sites.json has no such site`);
  const references = sites.flatMap(keysOf);
  const files = references.flatMap((reference) => ('file' in reference ? [reference.file] : []));
  for (const reference of references)
    if ('env' in reference)
      console.log(`skipped: ${reference.env} is in the environment; only a file can be rotated here`);
  if (files.length === 0) throw new Error('no site has a private key in a file');
  return [...new Set(files)];
}

async function rotateFile(file: string, hours: number, algorithm: SigningAlgorithm): Promise<void> {
  const now = Date.now();
  const known = existsSync(file) ? livingKeys(parseKeySet(readFileSync(file, 'utf8'))) : [];
  const signsFrom = known.length === 0 ? now : now + hours * 3_600_000;
  const next = await makePrivateKey(algorithm, `sightline-${now.toString(36)}`, Math.floor(signsFrom / 1000));
  replaceFile(file, `${JSON.stringify({ keys: [next, ...known] }, null, 2)}\n`);
  console.log(
    `${file}: key ${next.kid ?? ''} is published now and signs from ${new Date(signsFrom).toISOString()}; ` +
      `${String(known.length)} former ${known.length === 1 ? 'key stays' : 'keys stay'} published until their last use`,
  );
}

/**
 * Running processes read the file again when they meet a token that they can't open, so none has to be restarted. What
 * was sealed with a former key is sealed anew at once; the former keys stay until the next rotation.
 */
async function rotateVault(): Promise<number> {
  const file = process.env['SIGHTLINE_KEY_FILE'];
  if (file === undefined || file === '')
    throw new Error('only SIGHTLINE_KEY_FILE is rotated here; rotate the others where they are kept');
  const [current] = parseVaultKeys('SIGHTLINE_KEY_FILE', readFileSync(file, 'utf8'));
  const lines = [randomBytes(32), current].map((key) => key?.toString('base64') ?? '');
  const db = openDatabase(loadConfig().databaseUrl);
  try {
    // Nothing may be left that only a key before the current one opens: the file keeps two.
    await resealSessions(db, loadConfig().vaultKeys);
    replaceFile(file, `${lines.join('\n')}\n`);
    const count = await resealSessions(db, openVaultKeys({ SIGHTLINE_KEY_FILE: file }));
    console.log(`${file}: new key in use; ${String(count)} open launches were sealed anew`);
  } finally {
    await db.destroy();
  }
  return 0;
}

/** Whole or not at all, and readable by its owner only. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
