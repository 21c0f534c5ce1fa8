import { readFile } from 'node:fs/promises';
import type { SecretReference } from './secret-reference.ts';

/** The secret's text. Throws where it is missing; the error names the reference and never the value. */
export async function readSecret(reference: SecretReference): Promise<string> {
  if ('file' in reference) return (await readFile(reference.file, 'utf8')).trim();
  const value = process.env[reference.env];
  if (value === undefined) throw new Error(`secret ${reference.env} is not in the environment`);
  return value;
}
