import { runVitest } from './run-vitest.ts';

/** Every test that needs only Node. */
process.exit(runVitest(['unit', 'integration']));
