import type { Site } from '#lib/platform/sites.ts';
import { askEndpoint } from './ask-token-endpoint.ts';
import { launchClient } from './authenticate-client.ts';
import { discover } from './discover.ts';
import type { Tokens } from './session.ts';

/**
 * Gives tokens back to the EHR (RFC 7009), the refresh token first. An EHR that publishes no revocation endpoint, or
 * doesn't answer, is left to their own end: whoever calls has forgotten them.
 */
export async function revokeTokens(
  site: Site,
  { refreshToken, accessToken }: Pick<Tokens, 'refreshToken' | 'accessToken'>,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const { revocation_endpoint: endpoint, token_endpoint: audience } = await discover(site);
    if (endpoint === undefined) return;
    const client = launchClient(site.fhir);
    const give = (token: string, hint: string) =>
      askEndpoint(endpoint, client, { token, token_type_hint: hint }, fields, audience);
    if (refreshToken !== undefined) await give(refreshToken, 'refresh_token');
    await give(accessToken, 'access_token');
  } catch {
    // Nothing to be done.
  }
}
