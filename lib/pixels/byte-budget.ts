/** What a whole study may weigh, spent byte by byte as the answers come. */
import { AppError } from '#lib/platform/errors.ts';

export interface ByteBudget {
  left: number;
}

/**
 * Reads a body against the budget. An attempt that fails gives back what it spent.
 * @throws AppError study-too-large and what `read` throws.
 */
export async function withinBudget<T>(
  budget: ByteBudget,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  let spent = 0;
  async function* metered(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      spent += chunk.length;
      budget.left -= chunk.length;
      if (budget.left < 0) throw new AppError('study-too-large', 'permanent');
      yield chunk;
    }
  }
  try {
    return await read(metered());
  } catch (thrown) {
    budget.left += spent;
    throw thrown;
  }
}
