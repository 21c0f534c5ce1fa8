import { AppError } from '#lib/platform/errors.ts';

/** The minimal lower layer protocol (HL7 v2.5.1 appendix C): a block is `<VT> message <FS><CR>`. */

const VT = 0x0b;
const FS = 0x1c;
const END = Buffer.of(FS, 0x0d);

/** @throws AppError delivery-refused where the message itself holds VT or FS, which would end the block within it. */
export function frame(message: string, encoding: 'utf8' | 'latin1'): Buffer {
  if (message.includes('\x0b') || message.includes('\x1c'))
    throw new AppError('delivery-refused', 'permanent');
  const length = Buffer.byteLength(message, encoding);
  const block = Buffer.allocUnsafe(length + 3);
  block[0] = VT;
  block.write(message, 1, length, encoding);
  END.copy(block, length + 1);
  return block;
}

/** More bytes than an answer may have, with no end in sight. */
export class BlockTooLong extends Error {
  override readonly name = 'BlockTooLong';
}

/** Blocks out of bytes as they come. What stands between blocks is passed over, as the protocol wants it. */
export class BlockReader {
  readonly #bytesAtMost: number;
  #bytes = Buffer.alloc(0);
  #length = 0;
  /** No end begins before this place. */
  #searched = 0;

  constructor(bytesAtMost: number) {
    this.#bytesAtMost = bytesAtMost;
  }

  /** The blocks that these bytes complete. @throws BlockTooLong; never holds more than the bound and one chunk. */
  read(chunk: Buffer): Buffer[] {
    this.#append(chunk);
    const blocks: Buffer[] = [];
    for (;;) {
      const held = this.#bytes.subarray(0, this.#length);
      const end = held.indexOf(END, this.#searched);
      if (end < 0) break;
      // A block that began anew within another one was cut off before: only what follows the last beginning counts.
      const start = held.lastIndexOf(VT, end);
      if (start >= 0) blocks.push(Buffer.from(held.subarray(start + 1, end)));
      this.#drop(end + END.length);
    }
    this.#searched = Math.max(0, this.#length - 1);
    if (this.#length > this.#bytesAtMost) throw new BlockTooLong();
    return blocks;
  }

  #append(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
  }

  #drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#searched = 0;
  }
}
