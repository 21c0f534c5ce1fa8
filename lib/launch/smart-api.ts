import type { IncomingMessage, ServerResponse } from 'node:http';
import smart from 'fhirclient';
import type { fhirclient } from 'fhirclient/lib/types';

/**
 * fhirclient without a server of its own. It reads many parameters from the request's URL before its options
 * (`patientId`, `clientId`, `fhirServiceUrl`, …), so it gets a URL made here, with only what the caller names.
 */
export function smartApi(parameters: Record<string, string>, storage: fhirclient.Storage): fhirclient.SMART {
  const request = {
    url: `/?${new URLSearchParams(parameters).toString()}`,
    headers: { host: 'sightline.invalid' },
    socket: { encrypted: true },
  } as unknown as IncomingMessage;
  const response = { writeHead: () => response, end: () => response } as unknown as ServerResponse;
  return smart(request, response, storage);
}
