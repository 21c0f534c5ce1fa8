/** Labelled films -> the scores of each label, half of the patients to learn from and half to measure on. */
import { createHash } from 'node:crypto';
import type { ScoredFilm } from '#inference/models/measure-label.ts';
import type { ModelPackage } from '#inference/models/read-package.ts';
import type { LabelledFilms } from './read-labelled-films.ts';
import { scoreModelFilms } from './score-model-films.ts';

export interface FilmsByLabel {
  readonly byLabel: ReadonlyMap<string, readonly ScoredFilm[]>;
  /** Of those that were measured on, not learnt from. */
  readonly films: number;
  readonly patients: number;
}

/** `say` hears how far it is, and what is left out. @throws InferenceError model-not-openable, model-output-broken. */
export async function learnFrom(
  model: ModelPackage,
  { films }: LabelledFilms,
  say: (line: string) => void,
): Promise<FilmsByLabel> {
  const { labels } = model.manifest;
  const byLabel = new Map<string, ScoredFilm[]>(labels.map(({ label }) => [label, []]));
  const measured: string[] = [];
  let done = 0;
  for await (const scored of scoreModelFilms(model, films)) {
    if (++done % 100 === 0) say(`${String(done)} of ${String(films.length)} films`);
    if ('code' in scored) {
      say(`left out: ${scored.place}: ${scored.file} ${scored.said}`);
      continue;
    }
    const { patient, truth } = scored.film.row;
    const part = partOf(patient);
    labels.forEach(({ label }, place) => {
      const [present, logit] = [truth.get(label), scored.output.logits[place]];
      if (present !== undefined && logit !== undefined)
        byLabel.get(label)?.push({ patient, logit, present, part });
    });
    if (part === 'measure') measured.push(patient);
  }
  return { byLabel, films: measured.length, patients: new Set(measured).size };
}

/** Both films of a patient stand on the same side, in every run. */
function partOf(patient: string): ScoredFilm['part'] {
  const [byte = 0] = createHash('sha256').update(patient).digest();
  return byte % 2 === 0 ? 'learn' : 'measure';
}
