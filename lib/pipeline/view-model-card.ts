import { type CardElementGroup, listCardElements } from '#inference/models/list-card-elements.ts';
import { findPackage } from '#inference/models/list-packages.ts';
import type { PackageManifest } from '#inference/models/manifest.ts';
import type { MeasuredLabel } from '#inference/models/manifest-label.ts';
import { type CardPicture, type ModelCard, readCard, readCardPicture } from '#inference/models/read-card.ts';
import type { LaunchSession } from '#lib/launch/session.ts';
import { AppError } from '#lib/platform/errors.ts';
import { nameOfLabel } from './read-labels.ts';
import type { FindingName, ModelVersion, ModelView } from './views.ts';
import type { WebContext } from './web-context.ts';

/** What a model is worth, as its package says it: the manifest's figures, and the card that came with it. */
export interface ModelCardView {
  readonly model: ModelView & Pick<PackageManifest, 'licence' | 'intendedUse' | 'limits'>;
  readonly measuredOn?: NonNullable<PackageManifest['measuredOn']>;
  readonly labels: readonly LabelView[];
  /** By the names of CHAI's and HL7's cards; the package's words, in English. */
  readonly elements: readonly CardElementGroup[];
  readonly card: Exclude<ModelCard, { state: 'read' }> | CardDocument;
  /** The model that was asked for. */
  readonly asked: ModelIdentity;
  /** The model that makes new results. */
  readonly running: ModelIdentity;
  /** Whether `model` is both; asked for but superseded; or stands in for what is no longer installed. */
  readonly standing: 'running' | 'superseded' | 'stand-in';
}

export interface CardDocument extends Pick<Extract<ModelCard, { state: 'read' }>, 'state' | 'blocks'> {
  /** Addresses of its pictures, by the names that the text gives them. */
  readonly pictureUrls: Readonly<Record<string, string>>;
}

/** Without figures where nobody measured it. */
export interface LabelView extends FindingName {
  readonly figures?: LabelFigures;
}

type Label = PackageManifest['labels'][number];
type LabelFigures = Pick<MeasuredLabel, 'auc' | 'prevalence' | 'ece' | 'operatingPoint' | 'ruleOut'>;
type ModelIdentity = Pick<ModelVersion, 'id' | 'version'>;

/** Of the running model, and of those that made a result of the launched patient. Throws AppError `model-unknown`. */
export async function viewModelCard(
  context: WebContext,
  session: LaunchSession,
  asked: ModelIdentity,
): Promise<ModelCardView> {
  await requireOwnModel(context, session, asked);
  const { modelsDirectory } = context.config;
  const running = context.model.manifest;
  const found = await findPackage(modelsDirectory, asked);
  // The files may have been replaced since this process began: then the manifest in memory is all there is.
  const shown = found ?? (await findPackage(modelsDirectory, running));
  const manifest = shown?.manifest ?? running;
  const { id, version, sha256, title, licence, regulatoryStatus, intendedUse, limits } = manifest;
  return {
    model: { id, version, sha256, title, licence, regulatoryStatus, intendedUse, limits },
    ...(manifest.measuredOn === undefined ? {} : { measuredOn: manifest.measuredOn }),
    labels: manifest.labels.map((label) => viewLabel(label, manifest.id)),
    elements: listCardElements(manifest),
    card:
      shown === undefined
        ? { state: 'missing' }
        : toDocument(session, manifest, await readCard(shown.cardPath)),
    asked,
    running: { id: running.id, version: running.version },
    standing: standingOf(manifest, asked, running),
  };
}

/** One of the pictures that the card shows, of the same models. Throws AppError `model-unknown` for all else. */
export async function readModelPicture(
  context: WebContext,
  session: LaunchSession,
  asked: ModelIdentity,
  name: string,
): Promise<CardPicture> {
  await requireOwnModel(context, session, asked);
  const found = await findPackage(context.config.modelsDirectory, asked);
  const picture = found && (await readCardPicture(found.cardPath, name));
  if (picture === undefined) throw unknownModel(session);
  return picture;
}

export function modelVersion(session: LaunchSession, { id, version }: ModelIdentity): ModelVersion {
  return { id, version, cardUrl: `/models/${session.id}/${id}/${version}` };
}

async function requireOwnModel(
  { db, model }: WebContext,
  session: LaunchSession,
  asked: ModelIdentity,
): Promise<void> {
  if (isSame(asked, model.manifest)) return;
  const result = await db
    .selectFrom('analysis')
    .select('id')
    .where('site', '=', session.site)
    .where('patient_id', '=', session.patientId)
    .where('model_id', '=', asked.id)
    .where('model_version', '=', asked.version)
    .executeTakeFirst();
  if (result === undefined) throw unknownModel(session);
}

function unknownModel({ id }: LaunchSession): AppError {
  return new AppError('model-unknown', 'refused', { fields: { launch: id } });
}

function standingOf(
  shown: ModelIdentity,
  asked: ModelIdentity,
  running: ModelIdentity,
): ModelCardView['standing'] {
  if (!isSame(shown, asked)) return 'stand-in';
  return isSame(shown, running) ? 'running' : 'superseded';
}

function isSame(one: ModelIdentity, other: ModelIdentity): boolean {
  return one.id === other.id && one.version === other.version;
}

function toDocument(
  session: LaunchSession,
  { id, version }: ModelIdentity,
  card: ModelCard,
): ModelCardView['card'] {
  if (card.state !== 'read') return card;
  const base = `/api/launches/${session.id}/models/${id}/${version}/pictures`;
  const pictureUrls = Object.fromEntries(card.pictures.map((name) => [name, `${base}/${name}`]));
  return { state: 'read', blocks: card.blocks, pictureUrls };
}

function viewLabel(label: Label, modelId: string): LabelView {
  const { auc, prevalence, ece, operatingPoint, ruleOut } = label;
  const name = nameOfLabel(label, modelId);
  if (!auc || prevalence === undefined || ece === undefined || !operatingPoint) return name;
  return { ...name, figures: { auc, prevalence, ece, operatingPoint, ruleOut } };
}
