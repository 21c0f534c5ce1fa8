/** fetch over TLS with a certificate of our own, or an authority that the system does not know. */
import { createSecureContext } from 'node:tls';
import { Agent, fetch as fetchWith } from 'undici';

/** PEM texts, as node:tls takes them. */
export interface TlsIdentity {
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly ca?: string;
}

/** One pool of connections per root; a renewed certificate gets a new one. */
const agents = new Map<string, { readonly identity: string; readonly agent: Agent }>();

/** Throws where certificate and key are none, or are no pair. */
export function secureFetch(root: string, identity: TlsIdentity): typeof fetch {
  const agent = agentFor(root, identity);
  // undici's fetch is Node's own, with the type of its package.
  const secure = (input: string, init: object) => fetchWith(input, { ...init, dispatcher: agent });
  return secure as unknown as typeof fetch;
}

function agentFor(root: string, identity: TlsIdentity): Agent {
  const text = JSON.stringify(identity);
  const known = agents.get(root);
  if (known?.identity === text) return known.agent;
  // The agent would find out at the first request, and call the other side unreachable.
  createSecureContext(identity);
  const agent = new Agent({ connect: { ...identity } });
  agents.set(root, { identity: text, agent });
  // What still runs over the old one ends first.
  void known?.agent.close();
  return agent;
}
