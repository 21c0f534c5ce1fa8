import { html } from 'hono/html';
import type { Markup } from '../ehr/page.ts';

/** HL7 tables 0123 and 0085. */
export function renderResultStatus(code: string): Markup {
  const words: Readonly<Record<string, string>> = {
    P: 'preliminary',
    F: 'final',
    C: 'corrected',
    R: 'not verified',
    X: 'cancelled',
  };
  return html`<span class="mark ${words[code] ?? ''}">${code} ${words[code] ?? ''}</span>`;
}
