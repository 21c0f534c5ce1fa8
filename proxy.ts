import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { loadConfig } from '#lib/platform/config.ts';

/** Every answer's security headers. The page loads nothing from elsewhere, and only the sites' EHRs may frame it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next puts the nonce that it finds here on its own scripts.
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  // Not `no-referrer`: with it a browser states `Origin: null` on our own forms (Fetch, "append a request Origin header").
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const ancestors = new Set(loadConfig().sites.flatMap((site) => site.frameAncestors));
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Styles come as files, and as style attributes that React and Mantine set; an attribute can load nothing here.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors.size === 0 ? "'none'" : [...ancestors].join(' ')}`,
  ].join('; ');
}

export const config = { matcher: '/((?!_next/static).*)' };
