import { completeCallback } from '../../../_server/complete-callback.ts';

/** Where one EHR answers and no other: its answer can't be taken for another's. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ site: string }> },
): Promise<Response> {
  const { site } = await params;
  return completeCallback(request, site);
}
