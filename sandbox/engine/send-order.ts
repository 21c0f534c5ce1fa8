import { randomUUID } from 'node:crypto';
import { Hl7Message } from '@medplum/core';
import { Hl7Client, ReturnAckCategory } from '@medplum/hl7';
import type { Encounter, ImagingStudy, Patient, ServiceRequest } from '@medplum/fhirtypes';
import type { FhirServer } from '../fhir/fhir-server.ts';
import { writeOrmO01 } from './write-orm-o01.ts';
import type { OrderContext } from './write-orm-o01.ts';

export interface SentOrder {
  readonly controlId: string;
  readonly serviceRequestId: string;
  readonly patientId: string;
  readonly sentAt: string;
  readonly text: string;
  /** MSA-1, or why there is none. */
  readonly ack: string;
  readonly ackText: string;
}

export interface OrdersDestination {
  readonly host: string;
  readonly port: number;
}

const ACK_TIMEOUT_MS = 15_000;

/** Sends ORM^O01 for an order and waits for the acknowledgement. Undefined where there is no such order. */
export async function sendOrder(
  fhir: FhirServer,
  destination: OrdersDestination,
  serviceRequestId: string,
): Promise<SentOrder | undefined> {
  const context = await gatherContext(fhir, serviceRequestId);
  if (context === undefined) return undefined;
  const controlId = randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase();
  const now = new Date();
  const text = writeOrmO01(context, controlId, now);
  const answer = await exchange(destination, text);
  const patientId = context.patient.id ?? '';
  return { controlId, serviceRequestId, patientId, sentAt: now.toISOString(), text, ...answer };
}

async function gatherContext(fhir: FhirServer, serviceRequestId: string): Promise<OrderContext | undefined> {
  const order = await fhir.read<ServiceRequest>('ServiceRequest', serviceRequestId);
  const patientId = order?.subject.reference?.replace('Patient/', '');
  if (order === undefined || patientId === undefined) return undefined;
  const patient = await fhir.read<Patient>('Patient', patientId);
  if (patient === undefined) return undefined;
  const encounterId = order.encounter?.reference?.replace('Encounter/', '') ?? '';
  const encounter = await fhir.read<Encounter>('Encounter', encounterId);
  const [study] = await fhir.search<ImagingStudy>(`/ImagingStudy?basedon=ServiceRequest/${serviceRequestId}`);
  return { order, patient, encounter, study };
}

async function exchange(
  { host, port }: OrdersDestination,
  text: string,
): Promise<{ ack: string; ackText: string }> {
  const client = new Hl7Client({ host, port, connectTimeout: ACK_TIMEOUT_MS });
  try {
    const options = { returnAck: ReturnAckCategory.FIRST, timeoutMs: ACK_TIMEOUT_MS };
    const answer = await client.sendAndWait(toOutgoing(text), options);
    const ack = answer.getSegment('MSA')?.getField(1).toString() ?? '';
    return { ack: ack === '' ? 'answered with no MSA' : ack, ackText: answer.toString() };
  } catch (thrown) {
    return { ack: `not acknowledged: ${thrown instanceof Error ? thrown.message : 'unknown'}`, ackText: '' };
  } finally {
    await client.close();
  }
}

/**
 * The MLLP client carries a copy of @medplum/core of its own: the same class at run time, but another one to the compiler.
 */
function toOutgoing(text: string): OutgoingMessage {
  const message: object = Hl7Message.parse(text);
  return message as OutgoingMessage;
}

type OutgoingMessage = Parameters<Hl7Client['sendAndWait']>[0];
