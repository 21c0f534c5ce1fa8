/** Node's codes of certificates that don't hold (X.509 verification), and of handshakes that failed. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|ERR_TLS_CERT_)/;
/**
 * OpenSSL's own. In TLS 1.3 a server refuses our certificate after we hold the handshake for done (RFC 8446 4.4.2.4): its
 * alert says that it never was.
 */
const HANDSHAKE =
  /^ERR_SSL_(.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE|PROTOCOL_VERSION)|.*HANDSHAKE_FAILURE|WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL)/;

/** Whether a connection ended so was never made: nothing that was to go through it has been read. */
export function isUntrusted(code: string): boolean {
  return CERTIFICATE.test(code) || HANDSHAKE.test(code);
}
