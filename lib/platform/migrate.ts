import { Migrator } from 'kysely/migration';
import { AppError } from './errors.ts';
import type { Db } from './database.ts';
import { mainJob } from './migrations/0001-main-job.ts';
import { triage } from './migrations/0002-triage.ts';
import { launchContext } from './migrations/0003-launch-context.ts';
import { routes } from './migrations/0004-routes.ts';
import { audit } from './migrations/0005-audit.ts';
import { operator } from './migrations/0007-operator.ts';
import { results } from './migrations/0008-results.ts';
import { priors } from './migrations/0009-priors.ts';
import { filmValues } from './migrations/0013-film-values.ts';
import { attestation } from './migrations/0012-attestation.ts';
import { dicomObjects } from './migrations/0011-dicom-objects.ts';
import { askedRest } from './migrations/0010-asked-rest.ts';

const MIGRATIONS = {
  '0001-main-job': mainJob,
  '0002-triage': triage,
  '0003-launch-context': launchContext,
  '0004-routes': routes,
  '0005-audit': audit,
  '0007-operator': operator,
  '0008-results': results,
  '0009-priors': priors,
  '0010-asked-rest': askedRest,
  '0011-dicom-objects': dicomObjects,
  '0012-attestation': attestation,
  '0013-film-values': filmValues,
};

/** Brings the schema to this version; processes that start together wait for each other (advisory lock). */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new AppError('migration-failed', 'permanent', { cause: error });
}
