import { z } from 'zod';
import type { Db } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { seal, unseal, type VaultKeys } from '#lib/platform/vault.ts';

const secretsSchema = z.object({
  authorizeUrl: z.url(),
  codeVerifier: z.string().min(43),
  nonce: z.string().min(1),
});

/** What a launch that has begun needs once the EHR answers. The verifier never leaves the server before that. */
export type LaunchSecrets = z.infer<typeof secretsSchema>;

/** Sealed in the launch's own row. */
export async function keepLaunchSecrets(
  db: Db,
  keys: VaultKeys,
  launchId: string,
  secrets: LaunchSecrets,
): Promise<void> {
  const vault = seal(JSON.stringify(secrets), keys, launchId);
  await db.updateTable('launch_session').set({ vault }).where('id', '=', launchId).execute();
}

/** Throws AppError `launch-invalid` for a row that holds none. */
export function openLaunchSecrets(vault: Buffer | null, keys: VaultKeys, launchId: string): LaunchSecrets {
  const parsed = secretsSchema.safeParse(
    vault === null ? undefined : JSON.parse(unseal(vault, keys, launchId)),
  );
  if (!parsed.success) throw new AppError('launch-invalid', 'refused', { fields: { launch: launchId } });
  return parsed.data;
}
