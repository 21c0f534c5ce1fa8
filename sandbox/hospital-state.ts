import type { Archive } from './archive/archive.ts';
import type { OrdersDestination, SentOrder } from './engine/send-order.ts';
import type { ResultsInbox } from './engine/results-inbox.ts';
import type { FhirServer } from './fhir/fhir-server.ts';
import type { AuthorizationServer } from './oauth/authorization-server.ts';
import type { Sessions } from './ehr/sessions.ts';

/** All that the hospital's parts know of each other. */
export interface HospitalState {
  readonly ehrUrl: string;
  readonly archiveUrl: string;
  readonly archive: Archive;
  readonly fhir: FhirServer;
  readonly authorization: AuthorizationServer;
  readonly inbox: ResultsInbox;
  readonly orders: OrdersDestination;
  readonly sentOrders: SentOrder[];
  readonly sessions: Sessions;
}
