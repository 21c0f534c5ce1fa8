import { completeCallback } from '../../_server/complete-callback.ts';

/** Where EHRs answer that have no callback of their own. */
export function GET(request: Request): Promise<Response> {
  return completeCallback(request);
}
