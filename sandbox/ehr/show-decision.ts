import type { Patient } from '@medplum/fhirtypes';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatName } from '../fhir/patient-name.ts';
import type { HospitalState } from '../hospital-state.ts';
import { renderPage, renderTable } from './page.ts';
import type { Markup } from './page.ts';

interface Decision {
  /** Where the form goes. */
  readonly action: string;
  readonly ticket: string;
  readonly picksPatient: boolean;
}

/** What the EHR asks before an app gets in: for which patient, in a launch that began outside the chart, and whether. */
export async function showDecision(c: Context, state: HospitalState, decision: Decision): Promise<Response> {
  const patients = decision.picksPatient ? await state.fhir.search<Patient>('/Patient') : [];
  const title = decision.picksPatient ? 'Choose a patient' : 'Let Sightline in?';
  return renderPage(
    c,
    { title, isLoggedIn: true },
    html`<section>
      <h1>${title}</h1>
      <form method="post" action="${decision.action}">
        <input type="hidden" name="ticket" value="${decision.ticket}" />
        ${decision.picksPatient ? html`<input type="hidden" name="decision" value="allow" />${renderPicker(patients)}` : renderConsent()}
      </form>
      ${decision.picksPatient ? renderDenial(decision) : ''}
    </section>`,
  );
}

function renderPicker(patients: readonly Patient[]): Markup {
  const rows = patients.map((patient) => [
    html`<button class="second" type="submit" name="patient" value="${patient.id ?? ''}">
      ${formatName(patient.name?.[0])}
    </button>`,
    html`<span class="mono">${patient.identifier?.[0]?.value ?? ''}</span>`,
    patient.birthDate ?? 'unknown',
    patient.gender ?? 'unknown',
  ]);
  return renderTable('Sightline will see this patient and no other', ['Name', 'MRN', 'Born', 'Sex'], rows);
}

function renderConsent(): Markup {
  return html`<p>Sightline asks to read this patient's chart and to file results in it.</p>
    <div class="actions">
      <button type="submit" name="decision" value="allow">Allow</button>
      <button class="second" type="submit" name="decision" value="deny">Deny</button>
    </div>`;
}

function renderDenial({ action, ticket }: Decision): Markup {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="ticket" value="${ticket}" />
    <p></p>
    <button class="second" type="submit" name="decision" value="deny">Cancel</button>
  </form>`;
}
