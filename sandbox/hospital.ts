import { Hono } from 'hono';
import type { Patient } from '@medplum/fhirtypes';
import { openArchive } from './archive/archive.ts';
import type { RefusalReason } from './archive/dicom-header.ts';
import type { ImportedFile } from './archive/import-folder.ts';
import { createArchiveApp } from './archive/serve-archive.ts';
import { createControls } from './controls.ts';
import { createEhrApp } from './ehr/serve-ehr.ts';
import { Sessions } from './ehr/sessions.ts';
import { listenMllp } from './engine/mllp-framing.ts';
import { ResultsInbox } from './engine/results-inbox.ts';
import { createEngineApp } from './engine/serve-engine.ts';
import { patientFhirId } from './fhir/build-patient.ts';
import { buildResources } from './fhir/build-resources.ts';
import { FhirServer } from './fhir/fhir-server.ts';
import { formatName } from './fhir/patient-name.ts';
import { createFhirApp } from './fhir/serve-fhir.ts';
import type { HospitalState } from './hospital-state.ts';
import { listenHttp } from './listen-http.ts';
import { mannersOf } from './manners/manners-of.ts';
import type { EhrName } from './manners/manners-of.ts';
import { createAuthorizationServer, serverTime } from './oauth/authorization-server.ts';
import type { AppRegistration } from './oauth/clients.ts';
import { createOAuthApp } from './oauth/serve-oauth.ts';
import { createStudyGate } from './study-gate.ts';

/** Ports of 0 mean any free one. */
export interface HospitalOptions {
  /** Whose manners it has; the open ones where nothing is said. */
  readonly ehr?: EhrName;
  readonly dataDir: string;
  readonly ehrPort: number;
  readonly archivePort: number;
  /** MLLP, where ORU^R01 arrive. */
  readonly resultsPort: number;
  readonly app: AppRegistration & { readonly ordersHost: string; readonly ordersPort: number };
  readonly accessTokenSeconds?: number;
  /** DICOMweb root of another archive that holds the same films: the chart then points there. */
  readonly archiveUrl?: string;
}

export type HospitalFilm =
  | {
      readonly file: string;
      readonly studyInstanceUid: string;
      readonly sopInstanceUid: string;
      readonly patientFhirId: string;
    }
  | { readonly file: string; readonly refused: RefusalReason };

export interface Hospital {
  readonly ehr: EhrName;
  readonly ehrUrl: string;
  readonly fhirUrl: string;
  /** DICOMweb root. */
  readonly archiveUrl: string;
  readonly resultsPort: number;
  readonly patients: readonly {
    readonly fhirId: string;
    readonly patientId: string;
    readonly name: string;
  }[];
  readonly films: readonly HospitalFilm[];
  close(): Promise<void>;
}

/** Starts the stand-in hospital on loopback, with what the folder holds. Rejects where a port is taken. */
export async function startHospital(options: HospitalOptions): Promise<Hospital> {
  const { ehr = 'open' } = options;
  const manners = mannersOf(ehr);
  const archive = await openArchive(options.dataDir);
  const inbox = new ResultsInbox();
  const listener = await listenMllp(options.resultsPort, inbox.receive);
  const ehrServer = await listenHttp(options.ehrPort);
  const archiveServer = await listenHttp(options.archivePort);
  const { url: ehrUrl } = ehrServer;
  const ownArchiveUrl = `${archiveServer.url}/dicom-web`;
  const archiveUrl = options.archiveUrl ?? ownArchiveUrl;
  const headers = archive.store.instances.map((instance) => instance.header);
  const fhir = await FhirServer.create(buildResources(headers, archiveUrl), manners.fhir);
  const authorization = await createAuthorizationServer(
    ehrUrl,
    manners,
    options.app,
    options.accessTokenSeconds,
  );
  const orders = { host: options.app.ordersHost, port: options.app.ordersPort };
  const sessions = new Sessions();
  const state = { ehrUrl, archiveUrl, archive, fhir, authorization, inbox, orders, sentOrders: [], sessions };
  ehrServer.mount(createEhrSite(state));
  archiveServer.mount(createArchiveApp(archive, createStudyGate(state), ownArchiveUrl));
  return {
    ehr,
    ehrUrl,
    fhirUrl: authorization.fhirUrl,
    archiveUrl,
    resultsPort: listener.port,
    patients: await listPatients(fhir),
    films: archive.imported.map(toFilm),
    close: async () => {
      await Promise.all([listener.close(), ehrServer.close(), archiveServer.close()]);
      await archive.close();
    },
  };
}

function createEhrSite(state: HospitalState): Hono {
  const { authorization } = state;
  const site = new Hono();
  site.use(async (c, next) => {
    await next();
    c.header('Date', serverTime(authorization).toUTCString());
  });
  const startedAt = new Date().toISOString();
  site.route(authorization.manners.paths.fhir, createFhirApp(state.fhir, authorization, startedAt));
  site.route('/', createOAuthApp(state));
  const pages = createEhrApp(state);
  pages.route('/engine', createEngineApp(state));
  site.route('/', pages);
  site.route('/sandbox', createControls(state));
  return site;
}

async function listPatients(fhir: FhirServer): Promise<Hospital['patients']> {
  const patients = await fhir.search<Patient>('/Patient');
  return patients.map((patient) => ({
    fhirId: patient.id ?? '',
    patientId: patient.identifier?.[0]?.value ?? '',
    name: formatName(patient.name?.[0]),
  }));
}

function toFilm(imported: ImportedFile): HospitalFilm {
  if ('refused' in imported) return imported;
  const { studyInstanceUid, sopInstanceUid } = imported.instance.header;
  return {
    file: imported.file,
    studyInstanceUid,
    sopInstanceUid,
    patientFhirId: patientFhirId(imported.instance.header),
  };
}
