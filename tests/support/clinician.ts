import type { AnalysisView, ChartView } from '#lib/pipeline/views.ts';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { Browser } from '../../commands/browse.ts';
import type { TestSystem } from './start-system.ts';

/** One launch of one patient in a browser, and what a clinician can do with it. */
export interface Launch {
  readonly id: string;
  readonly browser: Browser;
  /** `/api/launches/<id>` of the app. */
  readonly base: string;
  chart(): Promise<ChartView>;
  /** Presses Analyse on one study: status, and the analysis's id or the problem's code. */
  press(key?: string): Promise<{ status: number; analysisId?: string; code?: string }>;
  view(analysisId: string): Promise<AnalysisView>;
  /** Reads server-sent events until the stream ends. */
  follow(analysisId: string): Promise<AnalysisView[]>;
}

/** Logs in at the EHR and launches the app for this patient, in a new browser unless one is given. */
export async function launch(system: TestSystem, patient: string, browser = new Browser()): Promise<Launch> {
  const { ehrUrl } = system.hospital;
  const { user, password } = CLINICIAN;
  await browser.open(`${ehrUrl}/login`, { user, password, next: '/patients' });
  const chart = await browser.open(`${ehrUrl}/sandbox/launch?patient=${patient}`);
  const id = /\/chart\/([0-9a-f]{32})$/.exec(chart.url)?.[1];
  if (id === undefined) throw new Error(`the launch ended at ${chart.url}`);
  return openLaunch(system, id, browser);
}

/** A launch as another browser might try to open it. */
export function openLaunch(system: TestSystem, id: string, browser: Browser): Launch {
  const base = `${system.appUrl}/api/launches/${id}`;
  const get = async <T>(path: string) => (await (await browser.request(base + path)).json()) as T;
  const chart = () => get<ChartView>('/studies');
  return {
    id,
    browser,
    base,
    chart,
    press: async (key) => {
      const study = key ?? (await chart()).studies[0]?.key ?? '';
      const response = await browser.request(`${base}/analyses`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ study }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    view: (analysisId) => get<AnalysisView>(`/analyses/${analysisId}`),
    follow: async (analysisId) => readEvents(await browser.request(`${base}/analyses/${analysisId}/events`)),
  };
}

async function readEvents(response: Response): Promise<AnalysisView[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? [])
    .map((data) => JSON.parse(data) as AnalysisView);
}

/** Presses Analyse and waits for the end, as the page would see it. */
export async function analyse(started: Launch, key?: string): Promise<AnalysisView> {
  const { analysisId, code } = await started.press(key);
  if (analysisId === undefined) throw new Error(`Analyse was answered with ${String(code)}`);
  return untilEnded(started, analysisId);
}

/** Follows the analysis over its event stream, again where the stream breaks, until it has ended. */
export async function untilEnded(
  started: Launch,
  analysisId: string,
  timeoutMs = 50_000,
): Promise<AnalysisView> {
  const deadline = Date.now() + timeoutMs;
  let last: AnalysisView | undefined;
  while (Date.now() < deadline) {
    const views = await started.follow(analysisId).catch(() => []);
    last = views.at(-1) ?? last;
    if (last?.finishedAt !== undefined) return last;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the analysis did not end: ${JSON.stringify(last)}`);
}
