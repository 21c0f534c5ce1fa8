import type { ImagingStudy, Patient } from '@medplum/fhirtypes';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatName } from '../fhir/patient-name.ts';
import type { HospitalState } from '../hospital-state.ts';
import { renderPage, renderTable } from './page.ts';

export async function showPatients(c: Context, state: HospitalState): Promise<Response> {
  const patients = await state.fhir.search<Patient>('/Patient');
  const studies = await state.fhir.search<ImagingStudy>('/ImagingStudy');
  const rows = patients.map((patient) => {
    const count = studies.filter((study) => study.subject.reference === `Patient/${patient.id ?? ''}`).length;
    return [
      html`<a href="/patients/${patient.id ?? ''}">${formatName(patient.name?.[0])}</a>`,
      html`<span class="mono">${patient.identifier?.[0]?.value ?? ''}</span>`,
      patient.birthDate ?? 'unknown',
      patient.gender ?? 'unknown',
      String(count),
    ];
  });
  const refused = state.archive.imported.filter((file) => 'refused' in file);
  return renderPage(
    c,
    { title: 'Patients', isLoggedIn: true },
    html`<h1>Patients</h1>
      <section>
        ${renderTable(`${String(patients.length)} patients, made from the DICOM files of this demo`, ['Name', 'MRN', 'Born', 'Sex', 'Studies'], rows)}
      </section>
      ${
        refused.length === 0
          ? ''
          : html`<section>
              <h2>Not taken by the image archive</h2>
              ${renderTable(
                'Files that the archive refused on import',
                ['File', 'Reason'],
                refused.map(({ file, refused: reason }) => [
                  file,
                  html`<span class="mark refused">${reason}</span>`,
                ]),
              )}
            </section>`
      }`,
  );
}
