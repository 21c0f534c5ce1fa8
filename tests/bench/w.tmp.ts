import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';
function rate(name: string, f: () => unknown) { for (let r=0;r<2;r++){ const t=performance.now(); let n=0; while(performance.now()-t<2000){ f(); n++; } if (r) console.log(name, (2000/n).toFixed(3), 'ms'); } }
rate('oru', () => writeOruR01(orderedResult, oruOptions));
