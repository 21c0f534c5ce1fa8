import type { CodeableConcept, DiagnosticReport, Observation } from '@medplum/fhirtypes';
import { html } from 'hono/html';
import { renderResultStatus } from '../engine/render-result-status.ts';
import type { ReceivedMessage } from '../engine/results-inbox.ts';
import { renderTable } from './page.ts';
import type { Markup } from './page.ts';

/** What apps have filed. A preliminary result must not pass for a signed one: the status stands first, and stands out. */
export function renderResults(
  reports: readonly DiagnosticReport[],
  observations: readonly Observation[],
  messages: readonly ReceivedMessage[],
): Markup {
  const reportRows = reports.map((report) => [
    renderStatus(report.status),
    textOf(report.code),
    report.issued ?? '',
    report.conclusion ?? '',
    String(report.result?.length ?? 0),
  ]);
  const observationRows = observations.map((observation) => [
    renderStatus(observation.status),
    textOf(observation.code),
    valueOf(observation),
    (observation.interpretation ?? []).map(textOf).join(', '),
    observation.bodySite === undefined ? '' : textOf(observation.bodySite),
    observation.issued ?? observation.effectiveDateTime ?? '',
  ]);
  return html`<section id="results">
    <h2>Results</h2>
    ${reports.length + observations.length + messages.length === 0 ? html`<p class="soft">Nothing has been filed for this patient.</p>` : ''}
    ${reports.length === 0 ? '' : renderTable('Diagnostic reports', ['Status', 'Report', 'Issued', 'Conclusion', 'Observations'], reportRows)}
    ${
      observations.length === 0
        ? ''
        : renderTable(
            'Observations',
            ['Status', 'Observation', 'Value', 'Interpretation', 'Site', 'Time'],
            observationRows,
          )
    }
    ${messages.length === 0 ? '' : renderMessages(messages)}
  </section>`;
}

function renderMessages(messages: readonly ReceivedMessage[]): Markup {
  const rows = messages.map(({ controlId, type, receivedAt, resultStatus }) => [
    renderResultStatus(resultStatus),
    html`<a class="mono" href="/engine/messages/${encodeURIComponent(controlId)}">${controlId}</a>`,
    type,
    receivedAt,
  ]);
  return renderTable('By the HL7 engine', ['Status', 'Message', 'Type', 'Received'], rows);
}

function renderStatus(status: string | undefined): Markup {
  return html`<span class="mark ${status ?? ''}">${status ?? 'no status'}</span>`;
}

function textOf(concept: CodeableConcept | undefined): string {
  return concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code ?? '';
}

function valueOf(observation: Observation): string {
  const own = formatValue(observation);
  const components = (observation.component ?? []).map(
    (part) => `${textOf(part.code)}: ${formatValue(part)}`,
  );
  return [own, ...components].filter((text) => text !== '').join('; ');
}

type Valued = Pick<
  Observation,
  | 'valueQuantity'
  | 'valueCodeableConcept'
  | 'valueString'
  | 'valueBoolean'
  | 'valueInteger'
  | 'dataAbsentReason'
>;

function formatValue(valued: Valued): string {
  if (valued.valueCodeableConcept !== undefined) return textOf(valued.valueCodeableConcept);
  if (valued.valueQuantity !== undefined)
    return `${String(valued.valueQuantity.value ?? '')} ${valued.valueQuantity.unit?.replace(/^1$/, '') ?? ''}`.trim();
  if (valued.valueBoolean !== undefined) return valued.valueBoolean ? 'yes' : 'no';
  if (valued.valueInteger !== undefined) return String(valued.valueInteger);
  return valued.valueString ?? textOf(valued.dataAbsentReason);
}
