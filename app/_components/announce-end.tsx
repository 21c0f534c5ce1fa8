'use client';

import { useAnnouncedEnd } from './use-shown-launches.ts';

/** Other pages of the launch that has just been logged out hear of it, and close what they show. */
export function AnnounceEnd() {
  useAnnouncedEnd();
  return null;
}
