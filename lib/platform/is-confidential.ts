/**
 * What may be sent there is read by nobody on the way: TLS, or an address that never leaves this machine (SMART 2.2 asks
 * for TLS; RFC 8252 7.3 lets loopback off).
 */
export function isConfidential(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
