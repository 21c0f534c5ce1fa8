import type {
  DiagnosticReport,
  ImagingStudy,
  Observation,
  Patient,
  ServiceRequest,
} from '@medplum/fhirtypes';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ReceivedMessage } from '../engine/results-inbox.ts';
import { identifierOf } from '../engine/write-orm-o01.ts';
import { MADE_UP_TAG } from '../fhir/hospital-identity.ts';
import { formatName } from '../fhir/patient-name.ts';
import type { HospitalState } from '../hospital-state.ts';
import { launchPatient } from './launch-patient.ts';
import { renderPage, renderTable } from './page.ts';
import type { Markup } from './page.ts';
import { renderResults } from './render-results.ts';

/** The chart. `?app=embedded` opens the app in a frame of this page, by a new launch each time. */
export async function showChart(c: Context, state: HospitalState): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const patient = await state.fhir.read<Patient>('Patient', id);
  if (patient === undefined) {
    return renderPage(
      c,
      { title: 'No such patient', isLoggedIn: true, status: 404 },
      html`<h1>No such patient</h1>`,
    );
  }
  const isEmbedded = c.req.query('app') === 'embedded';
  const from = { study: c.req.query('study'), intent: c.req.query('intent') };
  const launchUrl = isEmbedded ? await launchPatient(state, id, from) : undefined;
  const studies = await state.fhir.search<ImagingStudy>(`/ImagingStudy?patient=${id}`);
  const orders = await state.fhir.search<ServiceRequest>(`/ServiceRequest?patient=${id}`);
  const reports = await state.fhir.search<DiagnosticReport>(`/DiagnosticReport?patient=${id}`);
  const observations = await state.fhir.search<Observation>(`/Observation?patient=${id}`);
  return renderPage(
    c,
    { title: 'Chart', isLoggedIn: true },
    html`${renderBanner(patient)} ${renderLaunch(id, launchUrl)}
      ${renderResults(reports, observations, messagesOf(state, patient))} ${renderStudies(studies, id)}
      ${renderOrders(orders)}
      <script src="/assets/follow-results.js" defer></script>`,
  );
}

/** What the HL7 engine took for this patient: at an EHR that takes no report over FHIR it is all there is. */
function messagesOf({ inbox }: HospitalState, patient: Patient): readonly ReceivedMessage[] {
  const numbers = (patient.identifier ?? []).map(({ value }) => value);
  return inbox.messages.filter(({ ack, patientId }) => ack === 'AA' && numbers.includes(patientId));
}

function renderBanner(patient: Patient): Markup {
  const isMadeUp = patient.meta?.tag?.some((tag) => tag.code === MADE_UP_TAG.code) === true;
  return html`<section class="banner" aria-label="Patient">
    <h1>${formatName(patient.name?.[0])}</h1>
    <dl>
      <div>
        <dt>MRN</dt>
        <dd class="mono">${patient.identifier?.[0]?.value ?? ''}</dd>
      </div>
      <div>
        <dt>Born</dt>
        <dd>${patient.birthDate ?? 'unknown'}</dd>
      </div>
      <div>
        <dt>Sex</dt>
        <dd>${patient.gender ?? 'unknown'}</dd>
      </div>
    </dl>
    ${isMadeUp ? html`<span class="mark">Name made up: the DICOM header has none</span>` : ''}
  </section>`;
}

function renderLaunch(patientId: string, launchUrl: string | undefined): Markup {
  return html`<section aria-label="Apps">
    <div class="actions">
      <a class="button" href="/patients/${patientId}?app=embedded">Launch Sightline</a>
      <a class="button second" href="/sandbox/launch?patient=${patientId}" target="_blank"
        >Launch in a new tab</a
      >
      ${launchUrl === undefined ? '' : html`<a class="button second" href="/patients/${patientId}">Close the app</a>`}
    </div>
    ${
      launchUrl === undefined
        ? ''
        : html`<p></p>
            <iframe src="${launchUrl}" title="Sightline"></iframe>`
    }
  </section>`;
}

function renderStudies(studies: readonly ImagingStudy[], patientId: string): Markup {
  const rows = studies.map((study) => [
    study.started ?? 'unknown',
    html`<a href="/patients/${patientId}?app=embedded&study=${study.id ?? ''}"
      >${study.description ?? 'Launch from this study'}</a
    >`,
    (study.modality ?? []).map((modality) => modality.code).join(', '),
    [...new Set((study.series ?? []).map((series) => series.bodySite?.display ?? ''))].join(', '),
    `${String(study.numberOfSeries ?? 0)} / ${String(study.numberOfInstances ?? 0)}`,
    identifierOf(study, 'ACSN'),
    html`<span class="mono uid">${study.identifier?.[0]?.value?.replace('urn:oid:', '') ?? ''}</span>`,
  ]);
  return html`<section>
    <h2>Imaging studies</h2>
    ${renderTable('From the image archive', ['Date', 'Launch from', 'Modality', 'Body part', 'Series / images', 'Accession', 'Study UID'], rows)}
  </section>`;
}

function renderOrders(orders: readonly ServiceRequest[]): Markup {
  const rows = orders.map((order) => [
    order.code?.text ?? '',
    html`<form method="post" action="/orders/${order.id ?? ''}">
      <button class="second" type="submit">Send order</button>
    </form>`,
    html`<span class="mono">${identifierOf(order, 'PLAC')}</span>`,
    html`<span class="mono">${identifierOf(order, 'FILL')}</span>`,
    identifierOf(order, 'ACSN'),
    order.authoredOn ?? 'unknown',
  ]);
  return html`<section>
    <h2>Orders</h2>
    ${renderTable('“Send order” makes the HL7 engine send ORM^O01 to Sightline', ['Procedure', 'Send', 'Placer', 'Filler', 'Accession', 'Date'], rows)}
  </section>`;
}
