import type { AnalysisView, ChartView } from '#lib/pipeline/views.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { Browser } from './browse.ts';

const ANALYSIS_TIMEOUT_MS = 120_000;

/** A problem that the app told in its own code, as its pages would show it. */
export class ToldProblem extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * What a clinician does, without a screen: log in, launch, analyse each study, wait for the end. `callbackAt` is when
 * the EHR's answer came back to the app, in milliseconds since 1970.
 */
export async function launchAndAnalyse(
  ehrUrl: string,
  appUrl: string,
  patientId: string,
): Promise<{ views: AnalysisView[]; callbackAt: number }> {
  const browser = new Browser();
  await browser.open(`${ehrUrl}/login`, {
    user: CLINICIAN.user,
    password: CLINICIAN.password,
    next: '/patients',
  });
  const chart = await browser.open(`${ehrUrl}/sandbox/launch?patient=${encodeURIComponent(patientId)}`);
  const launch = /\/chart\/([0-9a-f]{32})$/.exec(chart.url)?.[1];
  if (launch === undefined)
    throw new ToldProblem(new URL(chart.url).searchParams.get('code') ?? 'launch-failed');
  const callbackAt = browser.visits.find(({ path }) => path === '/launch/callback')?.at ?? Date.now();
  const base = `${appUrl}/api/launches/${launch}`;
  const { studies } = await json<ChartView>(await browser.request(`${base}/studies`));
  const views: AnalysisView[] = [];
  for (const study of studies) {
    const asked = await browser.request(`${base}/analyses`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ study: study.key }),
    });
    const { analysisId } = await json<{ analysisId: string }>(asked);
    views.push(await followToEnd(browser, `${base}/analyses/${analysisId}/events`));
  }
  return { views, callbackAt };
}

/** Reads server-sent events until the analysis has ended. */
async function followToEnd(browser: Browser, url: string): Promise<AnalysisView> {
  const response = await browser.request(url, { signal: AbortSignal.timeout(ANALYSIS_TIMEOUT_MS) });
  if (!response.ok || !response.body) throw new ToldProblem('progress-unavailable');
  let text = '';
  let latest: AnalysisView | undefined;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) latest = JSON.parse(data) as AnalysisView;
    }
  }
  if (latest?.finishedAt === undefined) throw new ToldProblem('progress-ended-early');
  return latest;
}

async function json<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { code?: string };
  if (!response.ok) throw new ToldProblem(body.code ?? `status ${String(response.status)}`);
  return body;
}
