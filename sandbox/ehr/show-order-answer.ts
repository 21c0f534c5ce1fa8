import type { Context } from 'hono';
import { html } from 'hono/html';
import { renderSegments } from '../engine/render-segments.ts';
import type { SentOrder } from '../engine/send-order.ts';
import { renderPage } from './page.ts';

export function showOrderAnswer(c: Context, sent: SentOrder | undefined): Response | Promise<Response> {
  if (sent === undefined) {
    return renderPage(
      c,
      { title: 'No such order', isLoggedIn: true, status: 404 },
      html`<h1>No such order</h1>`,
    );
  }
  return renderPage(
    c,
    { title: 'Order sent', isLoggedIn: true },
    html`<h1>Order sent</h1>
      <section>
        <p>
          ORM^O01 <span class="mono">${sent.controlId}</span>, acknowledged:
          <span class="mark ${sent.ack === 'AA' ? '' : 'refused'}">${sent.ack}</span>
        </p>
        <h2>Message</h2>
        ${renderSegments(sent.text)}
      </section>
      ${
        sent.ackText === ''
          ? ''
          : html`<section>
              <h2>Acknowledgement</h2>
              ${renderSegments(sent.ackText)}
            </section>`
      }
      <p><a href="/patients/${sent.patientId}">Back to the chart</a>, where the result will stand</p>`,
  );
}
