/** What only trying tells: the backend's token, the archives, the HL7 engine. Nothing is written anywhere. */
import { missing, confirm, works, type CheckedNeed } from '#lib/conformance/checked-need.ts';
import { openSocket, readTlsIdentity } from '#lib/delivery/mllp/open-socket.ts';
import { authorizedFetch, type TokenSource } from '#lib/launch/authorized-fetch.ts';
import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { askArchive } from '#lib/pixels/ask-archive.ts';
import { authorizeArchive } from '#lib/pixels/authorize-archive.ts';
import { openArchive } from '#lib/pixels/retrieve-instances.ts';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import type { DicomwebRoot, Site } from '#lib/platform/sites.ts';
import { reasonOf } from './read-statements.ts';

const TIMEOUT_MS = 15_000;
/** Nobody's study and nobody's number: no patient is asked for. */
const NO_STUDY = '2.25.1';

export async function tryConnections(site: Site): Promise<CheckedNeed[]> {
  const token = site.fhir.backend === undefined ? undefined : await tryToken(site);
  const tokens = token?.verdict === 'works' ? backendTokenSource(site) : undefined;
  const archives = await Promise.all(site.dicomweb.map((root) => tryArchive(root, tokens)));
  const engine = site.hl7v2.results === undefined ? [] : [await tryEngine(site.hl7v2.results)];
  return [...(token ? [token] : []), ...archives, ...engine];
}

async function tryToken(site: Site): Promise<CheckedNeed> {
  const need = 'Tried: a token for the backend';
  try {
    await backendTokenSource(site)();
    return works(need, 'granted');
  } catch (thrown) {
    return missing(need, tell(thrown), MEANINGS['token'], 'EHR app registration team');
  }
}

const MEANINGS = {
  token:
    'is the client id the backend’s, does the EHR read our keys at <SIGHTLINE_URL>/.well-known/jwks.json, are its scopes granted?',
  tls: 'do both sides know the other’s certificates, and are these still valid?',
  refused: 'do the credentials of sites.json hold, and may they search?',
  answer: 'is dicomweb.root the root below which /studies stands?',
};

/** A small QIDO-RS question (DICOM PS3.18 section 10.6) of the kind that this root is there for. */
async function tryArchive(root: DicomwebRoot, tokens: TokenSource | undefined): Promise<CheckedNeed> {
  const need = `Tried: ${new URL(root.root).host} by DICOMweb`;
  if (root.authorization === 'ehr-token' && tokens === undefined)
    return confirm(
      need,
      'asked with a user’s token alone',
      'launch once: does the chart open?',
      'PACS administrator',
    );
  const path =
    root.search === 'forbidden'
      ? `/studies/${NO_STUDY}/instances?limit=1`
      : `/studies?StudyInstanceUID=${NO_STUDY}&limit=1`;
  try {
    const access = await authorizeArchive(root, () => authorizedFetch(tokens ?? noToken));
    await askArchive(
      openArchive(access, { instanceTimeoutMs: TIMEOUT_MS }),
      path,
      'application/dicom+json',
      drain,
    );
    return works(need, 'answers');
  } catch (thrown) {
    return tellArchive(need, root, toAppError(thrown));
  }
}

function tellArchive(need: string, { search }: DicomwebRoot, error: AppError): CheckedNeed {
  if (error.code === 'study-not-found')
    return search === 'forbidden'
      ? works(need, 'answers: no such study')
      : confirm(
          need,
          'HTTP status 404',
          `an empty answer, or none there: ${MEANINGS.answer}`,
          'PACS administrator',
        );
  const isRefusal = error.code === 'archive-refused' || error.code === 'archive-credentials-missing';
  return missing(need, tell(error), isRefusal ? MEANINGS.refused : MEANINGS.answer, 'PACS administrator');
}

async function tryEngine(engine: HL7Results): Promise<CheckedNeed> {
  const need = `Tried: HL7 engine ${engine.host}:${String(engine.port)}`;
  try {
    const identity = engine.tls === undefined ? undefined : await readTlsIdentity(engine.tls);
    (await openSocket({ ...engine, connectTimeoutMs: TIMEOUT_MS }, identity)).destroy();
    return works(need, 'listens');
  } catch (thrown) {
    const isOfTls = ['delivery-untrusted', 'delivery-credentials-missing'].includes(toAppError(thrown).code);
    const question = isOfTls ? MEANINGS.tls : 'is its inbound MLLP port open to this machine?';
    return missing(need, tell(thrown), question, 'HL7 interface team');
  }
}

function noToken(): Promise<string> {
  return Promise.reject(new AppError('token-expired', 'permanent'));
}

async function drain(response: Response): Promise<void> {
  await response.body?.cancel();
}

/** The code, the HTTP status, and what lies below them. */
function tell(thrown: unknown): string {
  const { code, fields, cause } = toAppError(thrown);
  const status = fields['status'] === undefined ? '' : `, HTTP status ${String(fields['status'])}`;
  return `${code}${status}${cause === undefined ? '' : ` (${reasonOf(cause)})`}`;
}
