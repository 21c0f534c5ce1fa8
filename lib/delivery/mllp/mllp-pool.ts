import type { HL7Results } from '#lib/platform/hl7-results.ts';
import type { OutgoingMessage } from './connection.ts';
import { EngineLine } from './engine-line.ts';
import type { Acknowledgement } from './read-acknowledgement.ts';

/** The connections to all engines that this process sends to. */
export interface MllpPool {
  send(destination: string, engine: HL7Results, message: OutgoingMessage): Promise<Acknowledgement>;
  /** Ends all connections; a message under way becomes ambiguous. */
  close(): void;
}

/**
 * `onStray` is told what answers no message under way, with the destination that it came from: an application's
 * acknowledgement after its time, or a foreign one.
 */
export function createMllpPool(
  onStray: (destination: string, acknowledgement: Acknowledgement) => void = () => undefined,
): MllpPool {
  const lines = new Map<string, EngineLine>();
  return {
    send(destination, engine, message) {
      let line = lines.get(destination);
      if (!line) {
        line = new EngineLine(engine, (acknowledgement) => {
          onStray(destination, acknowledgement);
        });
        lines.set(destination, line);
      }
      return line.send(message);
    },
    close() {
      for (const line of lines.values()) line.close();
    },
  };
}
