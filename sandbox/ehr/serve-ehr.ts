import { Hono } from 'hono';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import { sendOrder } from '../engine/send-order.ts';
import { CLINICIAN } from '../fhir/hospital-identity.ts';
import type { HospitalState } from '../hospital-state.ts';
import { FOLLOW_RESULTS } from './follow-results.ts';
import { launchPatient } from './launch-patient.ts';
import { setPageHeaders } from './page-headers.ts';
import { renderPage } from './page.ts';
import { showChart } from './show-chart.ts';
import { showOrderAnswer } from './show-order-answer.ts';
import { showPatients } from './show-patients.ts';
import { SMART_STYLE } from './smart-style.ts';
import { STYLE } from './style.ts';

/** The EHR's pages: login, patients, chart, orders. */
export function createEhrApp(state: HospitalState): Hono {
  const app = new Hono();
  app.use(setPageHeaders(state.authorization.app.launchUrl));
  app.get('/assets/ehr.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/assets/follow-results.js', (c) =>
    c.body(FOLLOW_RESULTS, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/assets/smart-style.json', (c) =>
    c.json(SMART_STYLE, 200, { 'access-control-allow-origin': '*' }),
  );
  app.get('/', (c) => c.redirect('/patients'));
  addLogin(app, state);
  app.use('/patients/*', requireLogin(state));
  app.use('/orders/*', requireLogin(state));
  app.get('/patients', (c) => showPatients(c, state));
  app.get('/patients/:id', (c) => showChart(c, state));
  app.post('/orders/:id', async (c) => {
    const sent = await sendOrder(state.fhir, state.orders, c.req.param('id'));
    if (sent !== undefined) state.sentOrders.push(sent);
    return showOrderAnswer(c, sent);
  });
  app.get('/sandbox/launch', requireLogin(state), async (c) => {
    const { patient = '', study, intent } = c.req.query();
    const url = await launchPatient(state, patient, { study, intent });
    return url === undefined ? c.json({ error: 'no such patient' }, 404) : c.redirect(url);
  });
  return app;
}

function requireLogin(state: HospitalState) {
  return createMiddleware(async (c, next) => {
    if (state.sessions.findUser(c) !== undefined) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(
      `/login?next=${encodeURIComponent(c.req.method === 'GET' ? pathname + search : '/patients')}`,
    );
  });
}

function addLogin(app: Hono, state: HospitalState): void {
  app.get('/login', (c) => showLogin(c, localPath(c.req.query('next')), false));
  app.post('/login', async (c) => {
    const form = await c.req.parseBody();
    const next = localPath(typeof form['next'] === 'string' ? form['next'] : undefined);
    const { user, password } = form;
    const isRight =
      typeof user === 'string' && typeof password === 'string' && state.sessions.logIn(c, user, password);
    return isRight ? c.redirect(next, 303) : showLogin(c, next, true);
  });
  app.post('/logout', (c) => {
    const fhirUser = state.sessions.findUser(c);
    state.sessions.logOut(c);
    if (fhirUser !== undefined) state.authorization.tokens.endOnline(fhirUser);
    return c.redirect('/login', 303);
  });
}

/** Only a path of this site, as a browser reads it (without tabs and line ends): the login is no open redirect. */
function localPath(next = '/patients'): string {
  const here = 'http://hospital.invalid';
  if (!next.startsWith('/') || !URL.canParse(next, here)) return '/patients';
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search : '/patients';
}

function showLogin(c: Context, next: string, hasFailed: boolean): Response | Promise<Response> {
  return renderPage(
    c,
    { title: 'Log in', isLoggedIn: false, status: hasFailed ? 401 : 200 },
    html`<section class="login">
      <h1>Log in</h1>
      ${hasFailed ? html`<p class="error" role="alert">User or password is wrong.</p>` : ''}
      <form method="post" action="/login">
        <input type="hidden" name="next" value="${next}" />
        <label>User <input name="user" value="${CLINICIAN.user}" autocomplete="username" required /></label>
        <label
          >Password
          <input
            name="password"
            type="password"
            value="${CLINICIAN.password}"
            autocomplete="current-password"
            required
        /></label>
        <button type="submit">Log in</button>
      </form>
      <p class="note">For the demo: user “${CLINICIAN.user}”, password “${CLINICIAN.password}”.</p>
    </section>`,
  );
}
