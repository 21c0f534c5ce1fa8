import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A message with one segment on each line. */
export function renderSegments(text: string): HtmlEscapedString | Promise<HtmlEscapedString> {
  return html`<pre>
${text
      .split('\r')
      .filter((line) => line !== '')
      .join('\n')}</pre>`;
}
