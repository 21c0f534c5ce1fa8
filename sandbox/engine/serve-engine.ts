import { Hono } from 'hono';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { renderPage, renderTable } from '../ehr/page.ts';
import type { Markup } from '../ehr/page.ts';
import type { HospitalState } from '../hospital-state.ts';
import { parseMessage, rawOf, segmentsOf, textOf } from './parse-message.ts';
import { renderResultStatus } from './render-result-status.ts';
import { renderSegments } from './render-segments.ts';
import type { ReceivedMessage } from './results-inbox.ts';

/** The HL7 engine's pages: what came, what went, and each message readably. */
export function createEngineApp(state: HospitalState): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (state.sessions.findUser(c) === undefined)
      return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`);
    return next();
  });
  app.get('/', (c) => showMessages(c, state));
  app.get('/messages/:id', (c) => showMessage(c, state.inbox.find(c.req.param('id'))));
  return app;
}

function showMessages(c: Context, state: HospitalState): Response | Promise<Response> {
  const received = state.inbox.messages.map((message) => [
    html`<a class="mono" href="/engine/messages/${encodeURIComponent(message.controlId)}"
      >${message.controlId}</a
    >`,
    message.type,
    message.receivedAt,
    renderAck(message.ack),
    String(message.receipts),
    message.patientId,
    message.placer,
    message.accession,
  ]);
  const sent = state.sentOrders.map((order) => [
    html`<span class="mono">${order.controlId}</span>`,
    'ORM^O01',
    order.sentAt,
    renderAck(order.ack),
  ]);
  return renderPage(
    c,
    { title: 'HL7 engine', isLoggedIn: true },
    html`<h1>HL7 engine</h1>
      <section>
        <h2>Received</h2>
        ${renderTable('Results over MLLP; each control id is filed once', ['Control id', 'Type', 'Received', 'Answer', 'Receipts', 'Patient', 'Placer', 'Accession'], received)}
      </section>
      <section>
        <h2>Sent</h2>
        ${renderTable('Orders over MLLP', ['Control id', 'Type', 'Sent', 'Answer'], sent)}
      </section>`,
  );
}

function renderAck(ack: string): Markup {
  return html`<span class="mark ${ack === 'AA' ? '' : 'refused'}">${ack}</span>`;
}

function showMessage(c: Context, received: ReceivedMessage | undefined): Response | Promise<Response> {
  if (received === undefined) {
    return renderPage(
      c,
      { title: 'No such message', isLoggedIn: true, status: 404 },
      html`<h1>No such message</h1>`,
    );
  }
  return renderPage(
    c,
    { title: received.controlId, isLoggedIn: true },
    html`<h1 class="mono">${received.controlId}</h1>
      <section>
        <p>
          ${received.type} received ${received.receivedAt}, ${String(received.receipts)} time(s), answered
          ${renderAck(received.ack)}
        </p>
        ${renderContent(received.text)}
      </section>
      <section>
        <h2>Segments</h2>
        ${renderSegments(received.text)}
      </section>
      <p><a href="/engine">All messages</a></p>`,
  );
}

function renderContent(text: string): Markup | '' {
  try {
    const message = parseMessage(text);
    const { header } = message;
    const pid = message.getSegment('PID');
    const facts = [
      ['From', `${rawOf(header, 3)} ${rawOf(header, 4)}`],
      ['To', `${rawOf(header, 5)} ${rawOf(header, 6)}`],
      ['Sent', rawOf(header, 7)],
      ['Version', rawOf(header, 12)],
      [
        'Patient',
        `${textOf(pid, 5, 1)}, ${textOf(pid, 5, 2)} · MRN ${textOf(pid, 3)} · born ${rawOf(pid, 7)} · sex ${rawOf(pid, 8)}`,
      ],
    ];
    const obrs = segmentsOf(message, 'OBR').map((obr) => [
      textOf(obr, 4, 2) || textOf(obr, 4),
      textOf(obr, 2),
      textOf(obr, 3),
      rawOf(obr, 18),
      renderResultStatus(rawOf(obr, 25)),
    ]);
    const obxs = segmentsOf(message, 'OBX').map((obx) => [
      rawOf(obx, 1),
      rawOf(obx, 2),
      textOf(obx, 3, 2) || textOf(obx, 3),
      rawOf(obx, 2) === 'ED'
        ? 'document'
        : ([textOf(obx, 5, 2), textOf(obx, 5)].find((value) => value !== '') ?? ''),
      textOf(obx, 6).replace(/^1$/, ''),
      rawOf(obx, 8),
      renderResultStatus(rawOf(obx, 11)),
    ]);
    return html`${renderTable('Header and patient', ['', ''], facts)}
    ${renderTable('Requests (OBR)', ['Service', 'Placer', 'Filler', 'Accession', 'Status'], obrs)}
    ${renderTable('Observations (OBX)', ['', 'Type', 'Observation', 'Value', 'Units', 'Flags', 'Status'], obxs)}`;
  } catch {
    return html`<p class="error">The message cannot be parsed.</p>`;
  }
}
