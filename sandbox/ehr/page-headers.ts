import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Frames hold the app only. form-action names the app too: what a form here is answered with may lead back to it. */
export function setPageHeaders(launchUrl: string): MiddlewareHandler {
  const { origin } = new URL(launchUrl);
  return secureHeaders({
    xFrameOptions: 'SAMEORIGIN',
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      frameSrc: ["'self'", origin],
      formAction: ["'self'", origin],
      frameAncestors: ["'self'"],
    },
  });
}
