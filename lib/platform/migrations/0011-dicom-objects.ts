import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Results go to an archive too, as DICOM objects. */
export const dicomObjects: Migration = {
  async up(db) {
    for (const table of ['document', 'delivery']) {
      const name = `${table}_kind_check`;
      await sql`ALTER TABLE ${sql.table(table)} DROP CONSTRAINT ${sql.ref(name)},
        ADD CONSTRAINT ${sql.ref(name)} CHECK (kind IN ('fhir', 'oru', 'pdf', 'dicom'))`.execute(db);
    }
  },
};
