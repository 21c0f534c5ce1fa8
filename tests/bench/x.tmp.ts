import { measureOru } from './oru.ts';
await measureOru(console.log);
process.exit(0);
