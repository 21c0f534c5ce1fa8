import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';

/** Synthetic films of so many different people: nothing is analysed twice, so nothing can be measured twice. */
export function writeFilms(folder: string, films: number, side: number): void {
  for (let index = 0; index < films; index += 1) {
    const study = demoStudies[index % demoStudies.length];
    if (!study) continue;
    const id = `BENCH-${String(index)}`;
    const film = makeSyntheticFilm({ ...study, seed: 100 + index, patientId: id, accessionNumber: id }, side);
    writeFileSync(join(folder, `${id}.dcm`), film);
  }
}
