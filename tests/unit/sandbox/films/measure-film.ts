/** Mean of the values in a small square around a place given in shares of the film's width and height. */
export function meanAround(values: Uint16Array, size: number, across: number, down: number): number {
  const reach = Math.max(1, Math.round(size / 120));
  const [column, row] = [Math.round(across * size), Math.round(down * size)];
  let sum = 0;
  for (let y = row - reach; y <= row + reach; y++)
    for (let x = column - reach; x <= column + reach; x++) sum += values[y * size + x] ?? 0;
  return sum / (2 * reach + 1) ** 2;
}

/** How far from the midline the bright heart shadow reaches in a row, in pixels, towards one side. */
function heartReach(values: Uint16Array, size: number, row: number, step: -1 | 1, threshold: number): number {
  let column = size / 2;
  while (column > 0 && column < size && meanAround(values, size, column / size, row / size) > threshold)
    column += step;
  return Math.abs(column - size / 2);
}

/** Where the value climbs most steeply outwards beyond mid-lung: the inner edge of the chest wall. */
function wallReach(values: Uint16Array, size: number, row: number, step: -1 | 1): number {
  let [best, steepest] = [0, 0];
  for (let reach = Math.round(size * 0.34); reach < size * 0.42; reach++) {
    const at = (offset: number): number =>
      meanAround(values, size, (size / 2 + step * (reach + offset)) / size, row / size);
    const climb = at(2) - at(-2);
    if (climb > steepest) [best, steepest] = [reach, climb];
  }
  return best;
}

/** Widest heart over widest inner thorax, as a radiologist measures it, from the pixels alone. */
export function measureCardiothoracicRatio(values: Uint16Array, size: number): number {
  const lung = meanAround(values, size, 0.25, 0.55);
  const heart = meanAround(values, size, 0.6, 0.58);
  const threshold = (lung + heart) / 2;
  const rows = Array.from({ length: Math.round(size * 0.12) }, (_, index) => Math.round(size * 0.52) + index);
  const widest = (reach: (row: number) => number): number => Math.max(...rows.map(reach));
  const heartWidth =
    widest((row) => heartReach(values, size, row, -1, threshold)) +
    widest((row) => heartReach(values, size, row, 1, threshold));
  const middle = (reach: (row: number) => number): number =>
    rows.map(reach).sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0;
  const thoraxWidth =
    middle((row) => wallReach(values, size, row, -1)) + middle((row) => wallReach(values, size, row, 1));
  return heartWidth / thoraxWidth;
}
