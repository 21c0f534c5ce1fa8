#!/bin/sh
# Brings the tables and queues of DATABASE_URL to this version, by the same call as `npm start` makes before it starts
# anything. Those that come at once wait for each other (advisory lock), so every pod may do it.
set -eu
cd "$(dirname "$0")/.."
exec node --input-type=module --eval "
  import { startDatabase } from '$PWD/commands/run-sightline.ts';
  await startDatabase('.sightline', (line) => console.log('sightline: ' + line));
  process.exit(0);
"
