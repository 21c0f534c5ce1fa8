import { AppError } from '#lib/platform/errors.ts';
import type { WebContext } from '#lib/pipeline/web-context.ts';

/**
 * What changes something must come from our own page: the cookie is SameSite=None (the EHR's frame needs it), so it
 * proves nothing about who made the browser ask. Throws AppError `cross-site-request`.
 */
export function requireSameOrigin(context: WebContext, request: Request): void {
  if (request.headers.get('origin') !== context.config.url.origin)
    throw new AppError('cross-site-request', 'refused');
}
