import { startCrashSystem } from './crash-system.ts';
import { killAt } from './kill-point.ts';
import { enginePoints, fhirPoints, outboxPoints, singleRequestPoints } from './points.ts';
import { orderPoints } from './order-points.ts';
const [ehr, from] = [(process.argv[2] ?? 'open') as 'open', process.argv[3]];
const all =
  ehr === 'open'
    ? [
        ...orderPoints(),
        ...fhirPoints('ehr'),
        ...singleRequestPoints(),
        ...fhirPoints('resultsGate'),
        ...enginePoints(),
        ...outboxPoints,
      ]
    : fhirPoints('ehr');
const system = await startCrashSystem({ ehr, patients: 9 });
for (const p of all.filter((p) => from === undefined || p.name.startsWith(from))) {
  const t = Date.now();
  try {
    console.log(p.name, Date.now() - t, JSON.stringify(await killAt(system, p)), Date.now() - t);
  } catch (e) {
    console.log(p.name, 'FAILED', e);
  }
}
await system.stop();
