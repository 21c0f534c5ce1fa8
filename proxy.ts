import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { markInPath, siteMark } from '#lib/launch/site-mark.ts';
import { loadConfig, siteByIssuer, type Config } from '#lib/platform/config.ts';

/** Every answer's security headers. The page loads nothing from elsewhere, and only its own site's EHR may frame it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const config = loadConfig();
  const policy = contentSecurityPolicy(nonce, ancestorsOf(config, request.nextUrl));
  const headers = new Headers(request.headers);
  // Next puts the nonce that it finds here on its own scripts.
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  // Not `no-referrer`: with it a browser states `Origin: null` on our own forms (Fetch, "append a request Origin header").
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-content-type-options', 'nosniff');
  // No other site's page gets a film's bytes into its process, whatever its tag.
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  if (config.url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

/** An address that names a launch is its site's EHR's alone to frame; pages that belong to no launch show no patient. */
function ancestorsOf(
  config: Config,
  { pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>,
): readonly string[] {
  // Whoever runs the installation is in no EHR.
  if (pathname === '/operator' || pathname.startsWith('/operator/')) return [];
  const mark = markInPath(pathname);
  if (mark !== undefined) return config.sites.find(({ id }) => siteMark(id) === mark)?.frameAncestors ?? [];
  const iss = pathname === '/launch' ? searchParams.get('iss') : null;
  if (iss !== null) return siteByIssuer(config, iss)?.frameAncestors ?? [];
  return config.sites.flatMap(({ frameAncestors }) => frameAncestors);
}

function contentSecurityPolicy(nonce: string, ancestors: readonly string[]): string {
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
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : [...new Set(ancestors)].join(' ')}`,
  ].join('; ');
}

export const config = { matcher: '/((?!_next/static).*)' };
