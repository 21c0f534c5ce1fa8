/** `node sandbox/films/main.ts DIRECTORY`: writes the synthetic films there. */
import { writeSyntheticFilms } from './write-synthetic-films.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('usage: node sandbox/films/main.ts DIRECTORY');
  process.exitCode = 2;
} else {
  await writeSyntheticFilms(directory, {
    onProgress: (done, total) => {
      console.log(`synthetic film ${done} of ${total}`);
    },
  });
}
