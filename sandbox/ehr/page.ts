import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { CLINICIAN, HOSPITAL_NAME, NOT_REAL } from '../fhir/hospital-identity.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageOptions {
  readonly title: string;
  readonly isLoggedIn: boolean;
  readonly status?: 200 | 400 | 401 | 404;
}

/** Every page says what the hospital is, above everything else. */
export function renderPage(c: Context, options: PageOptions, body: Markup): Response | Promise<Response> {
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${options.title} · ${HOSPITAL_NAME}</title>
          <link rel="stylesheet" href="/assets/ehr.css" />
          <link rel="icon" href="data:," />
        </head>
        <body>
          <p class="not-real" role="note">${NOT_REAL}</p>
          <header class="top">
            <a class="brand" href="/patients">${HOSPITAL_NAME}</a>
            ${options.isLoggedIn ? navigation() : ''}
          </header>
          <main>${body}</main>
        </body>
      </html>`,
    options.status ?? 200,
  );
}

function navigation(): Markup {
  return html`<nav aria-label="Main">
      <a href="/patients">Patients</a>
      <a href="/engine">HL7 engine</a>
    </nav>
    <form class="who" method="post" action="/logout">
      <span>Dr. ${CLINICIAN.given} ${CLINICIAN.family}</span>
      <button class="quiet" type="submit">Log out</button>
    </form>`;
}

/** A table that scrolls inside itself on a narrow screen. */
export function renderTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly (Markup | string)[])[],
): Markup {
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
