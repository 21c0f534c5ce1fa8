/** An imaging order, segment by segment; nobody in it is real. */
export const SEGMENTS = {
  MSH: 'MSH|^~\\&|RIS|GH|SIGHTLINE|AI|20261123101112||OMI^O23^OMI_O23|C-1|P|2.5.1',
  PID: 'PID|||MRN-1^^^GHMRN^MR~77^^^OTHER&1.2.3.9&ISO||Test^Nobody||19600302|F',
  PV1: 'PV1||O|||||||||||||||||V-1',
  ORC: 'ORC|NW|PLC-1|FIL-1||SC',
  OBR: 'OBR||PLC-1|FIL-1|24648-8^XR chest PA upright^LN||||||||||||||ACC-1',
  ZDS: 'ZDS|1.2.840.1.77^100^Application^DICOM',
};

export type Segments = Partial<Record<keyof typeof SEGMENTS | 'IPC', string | undefined>>;

export const AUTHORITIES = { GHMRN: 'urn:oid:1.2.3.4' };

/** The order with some segments replaced, or left out where undefined. */
export function orderText(changed: Segments = {}): string {
  return Object.values({ ...SEGMENTS, ...changed })
    .filter((segment) => segment !== undefined)
    .map((segment) => `${segment}\r`)
    .join('');
}
