import { HL7Message, type HL7Segment } from 'hl7v2';
import { AppError } from '#lib/platform/errors.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import type { ImagingOrder } from './imaging-order.ts';
import { invalid, missing, readIdentifiers, valueOf } from './read-segments.ts';

const ORDER_TYPES = new Set(['ORM^O01', 'OMI^O23', 'OMG^O19']);
const NEW = new Set(['NW', 'XO', 'SC']);
const CANCEL = new Set(['CA', 'DC', 'OC']);
/** ORC-5 (HL7 table 0038): canceled, discontinued. */
const CANCELLED_STATUS = new Set(['CA', 'DC']);

/**
 * HL7 v2 text to a message; line feeds become the standard's CR (2.5.1 chapter 2.3), since hl7v2 would drop the
 * segments behind them. Throws AppError `order-invalid`.
 */
export function parseMessage(text: string): HL7Message {
  const normalised = text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r');
  // hl7v2 takes `MSHMSH` for a message, which then has no header.
  if (!/^MSH[^A-Za-z0-9\s]/.test(normalised)) throw invalid('MSH');
  try {
    return HL7Message.parse(normalised, { dictionaries: hl7Dictionaries });
  } catch (cause) {
    throw new AppError('order-invalid', 'refused', { cause });
  }
}

/**
 * ORM^O01, OMI^O23 or OMG^O19 to an order. The accession number stands in OBR-18 (IHE SWF), else IPC-1, else OBR-3;
 * the study UID in ZDS-1 (IHE SWF) or IPC-3. Throws AppError `order-invalid` naming the segment in `fields`.
 */
export function parseOrder(message: HL7Message, authorities: Readonly<Record<string, string>>): ImagingOrder {
  const messageType = valueOf(message.header, 9, 1);
  const trigger = valueOf(message.header, 9, 2);
  if (!ORDER_TYPES.has(`${messageType ?? ''}^${trigger ?? ''}`)) throw invalid('MSH-9');
  const controlId = valueOf(message.header, 10) ?? missing('MSH-10');
  const [pid, orc, obr] = [onlyOne(message, 'PID'), onlyOne(message, 'ORC'), onlyOne(message, 'OBR')];
  const patientIdentifiers = readIdentifiers(pid, 3, authorities);
  if (patientIdentifiers.length === 0) throw invalid('PID-3');
  return {
    sendingApplication: valueOf(message.header, 3) ?? '',
    controlId,
    control: readControl(orc),
    patientIdentifiers,
    ...readNumbers(message, orc, obr),
    ...readProcedure(obr),
  };
}

/** Several orders in one message would be answered AA for the first alone: better refused aloud than lost. */
function onlyOne(message: HL7Message, type: string): HL7Segment {
  const first = message.getSegment(type) ?? missing(type);
  if (message.getSegmentFromLast(type) !== first) throw invalid(type);
  return first;
}

function readControl(orc: HL7Segment): ImagingOrder['control'] {
  const control = valueOf(orc, 1) ?? '';
  // A change of status (SC) may be the end of the order.
  if (control === 'SC' && CANCELLED_STATUS.has(valueOf(orc, 5) ?? '')) return 'cancel';
  if (NEW.has(control)) return 'new';
  if (CANCEL.has(control)) return 'cancel';
  throw invalid('ORC-1');
}

function readNumbers(message: HL7Message, orc: HL7Segment, obr: HL7Segment) {
  const ipc = message.getSegment('IPC');
  const zds = message.getSegment('ZDS');
  const pv1 = message.getSegment('PV1');
  const placer = valueOf(obr, 2) ?? valueOf(orc, 2);
  const filler = valueOf(obr, 3) ?? valueOf(orc, 3);
  const accession = valueOf(obr, 18) ?? (ipc && valueOf(ipc, 1)) ?? filler;
  const studyUid = (zds && valueOf(zds, 1)) ?? (ipc && valueOf(ipc, 3));
  const visit = pv1 && valueOf(pv1, 19);
  if (studyUid !== undefined && !isUid(studyUid)) throw invalid(zds ? 'ZDS-1' : 'IPC-3');
  if (placer === undefined && accession === undefined && studyUid === undefined) throw invalid('OBR-2');
  return {
    ...(placer === undefined ? {} : { placerOrderNumber: placer }),
    ...(filler === undefined ? {} : { fillerOrderNumber: filler }),
    ...(accession === undefined ? {} : { accessionNumber: accession }),
    ...(studyUid === undefined ? {} : { studyInstanceUid: studyUid }),
    ...(visit === undefined ? {} : { visitNumber: visit }),
  };
}

function readProcedure(obr: HL7Segment): Pick<ImagingOrder, 'procedure'> {
  const code = valueOf(obr, 4, 1);
  if (code === undefined) return {};
  return { procedure: { code, text: valueOf(obr, 4, 2) ?? code, system: valueOf(obr, 4, 3) ?? 'L' } };
}
