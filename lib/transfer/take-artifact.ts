import { createHash } from 'node:crypto';
import { findArtifact, listRevisionFacts } from '@/db/queries/artifacts';
import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { findPlace, type VersionRow } from '@/db/queries/versions';
import { authorizeOpenly } from '@/lib/access/authorize';
import { type ArtifactType, LEVEL_OF } from '@/lib/artifacts/artifact';
import type { JsonText } from '@/lib/artifacts/json-text';
import { type Claim, type Draft, type StorePlace, storeArtifact } from '@/lib/artifacts/store-artifact';
import { summarise } from '@/lib/artifacts/summary';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { declareWrite } from '@/lib/writes/write';
import { draftArtifact } from './draft-artifact';
import { shown } from './entry-path';
import type { ImportRun, Outcome } from './import-run';
import { knownWords } from './known-entries';
import type { ArtifactPlace } from './layout';
import type { ArtifactFile } from './mlte-files';
import { type Modern, modernBody, OLD_WORDS } from './old-shapes';
import { instantOf, nameOf } from './parse-file';
import { sameBody } from './same-body';

/** Revisions that are looked through for one that the import brought before. */
const LOOK_BACK = 100;

/**
 * Brings one artifact with the creator and time that its store recorded. The same content is never written twice;
 * another content stays unless `overwrite` makes the import's a new revision.
 */
export async function takeArtifact(
  run: ImportRun,
  place: ArtifactPlace,
  json: JsonText,
  file: ArtifactFile,
): Promise<Outcome> {
  const { type } = place;
  if (file.header.type !== type)
    throw new DomainError(
      'invalid',
      `Its header says type ${shown(file.header.type)}, its file name ${type}.`,
    );
  const { name, notes } = nameOf(file.header.identifier, place.name);
  notes.push(...levelNotes(place, file));
  const claim = claimOf(run, file);
  const at = await whereTo(run, place);
  const body = json.find(['body']);
  const modern = await modernised(run, type, body === null ? '' : json.slice(body));
  notes.push(...modern.notes);
  const where = { projectId: at.project?.id ?? '', modelId: at.model?.id ?? null };
  const draft = await draftArtifact(run, where, place, name, modern.text);
  if (draft.identifier !== name) notes.push(`Is called ${shown(draft.identifier)} after its test case.`);
  const inside = LEVEL_OF[type] === 'model' ? null : place.version;
  run.claimPlace(
    JSON.stringify([run.projectName(place), place.model, inside, draft.identifier]),
    JSON.stringify([place.project, place.model, place.version, place.name]),
  );
  const { project, model, version } = at;
  const existing = await compare(run, at, draft);
  if (existing?.same === true) return { action: 'present', notes: [...notes, ...existing.notes] };
  if (existing !== null && !run.overwrite) return { action: 'differs', notes: [...notes, ...existing.notes] };
  const action = existing === null ? 'take' : 'replace';
  if (run.dryRun || project === null || model === null) return { action, notes };
  await writeImported(run.ctx, {
    at: { project, model, version },
    draft,
    claim,
    replace: existing?.revision ?? null,
  });
  return { action, notes };
}

interface ImportedArtifact {
  readonly at: StorePlace;
  readonly draft: Draft;
  readonly claim: Claim;
  /** The revision that is there; null where there is none. */
  readonly replace: number | null;
}

const writeImported = declareWrite({
  verb: 'importArtifact',
  asks: ['artifact:create', 'artifact:update'],
  audits: ['artifact.create', 'artifact.update'],
  example: async ({ project, model, idOf, fresh }): Promise<ImportedArtifact> => {
    const projectId = await idOf('project');
    const body = '{"artifact_type":"card"}';
    return {
      at: {
        project: { id: projectId, name: project },
        model: { id: await idOf('model'), name: model, projectId },
        version: null,
      },
      draft: {
        type: 'card',
        identifier: `card.${fresh('imported')}`,
        body,
        ...summarise('card', JSON.parse(body)),
      },
      claim: { creator: null, stampedAt: new Date(0) },
      replace: null,
    };
  },
  ready: (ctx: Ctx, { at, replace }: ImportedArtifact) =>
    authorizeOpenly(ctx, {
      operation: 'artifact',
      type: replace === null ? 'create' : 'update',
      projectId: at.project.id,
      resourceId: at.model.id,
    }),
  write: (writing, _, { at, draft, claim, replace }) =>
    storeArtifact(writing, at, draft, { create: replace === null, replace: replace ?? false }, claim),
});

/** A store exported from here holds bodies as they were taken; any other may come from an old release. */
async function modernised(run: ImportRun, type: ArtifactType, text: string): Promise<Modern> {
  if (run.names.isOurs || text === '') return { text, notes: [] };
  const words = Object.entries(OLD_WORDS).flatMap(([list, all]) =>
    Object.entries(all).flatMap(([old, now]) =>
      [old, ...(now === null ? [] : [now])].map((name) => ({ list: list as keyof typeof OLD_WORDS, name })),
    ),
  );
  const isOfCard = type === 'card' || type === 'report';
  const known = isOfCard ? await knownWords(run, words) : new Set<string>();
  return modernBody(type, text, (list, name) => known.has(`${list}/${name}`));
}

function levelNotes(place: ArtifactPlace, file: ArtifactFile): string[] {
  const belongs = LEVEL_OF[place.type];
  const folder = place.version === null ? 'model' : 'version';
  const notes: string[] = [];
  if (!file.header.creator) notes.push('Its store recorded no creator.');
  if (file.header.timestamp === null) notes.push('Its store recorded no time; it bears that of the import.');
  if (folder === 'version' && belongs === 'model')
    notes.push(`Lies in the folder of version ${shown(place.version ?? '')}; it goes to the model.`);
  const { level } = file.header;
  if (level !== null && level !== undefined && level !== folder)
    notes.push(`Its header says level ${shown(level)}; its folder counts.`);
  return notes;
}

function claimOf({ ctx }: ImportRun, { header }: ArtifactFile): Claim {
  const creator = header.creator === '' ? null : header.creator;
  if (creator !== null) checkName(creator, 'creator', 'free', 'header.creator');
  return { creator, stampedAt: instantOf(header.timestamp, 'header.timestamp') ?? ctx.now };
}

interface At {
  readonly project: ProjectRow | null;
  readonly model: ModelRow | null;
  readonly version: VersionRow | null;
}

/** Project, model and version of its folder. Only a dry run may find them missing: it has not made them. */
async function whereTo(run: ImportRun, place: ArtifactPlace): Promise<At> {
  const { type, model, version } = place;
  const inModel = LEVEL_OF[type] === 'model';
  if (!inModel && version === null)
    throw new DomainError('invalid', `It lies in the model's folder, but ${type} belongs to a version.`);
  const project = run.project(place);
  const found =
    project === null
      ? { model: null, version: null }
      : await findPlace(run.ctx.db, project.id, model, version ?? '');
  const isRefused = run.refusedModels.has(run.modelKey(place));
  if (isRefused || (!run.dryRun && (found.model === null || (!inModel && found.version === null))))
    throw new DomainError('not_found', 'Its folder was not taken.');
  if (inModel) return { project, model: found.model, version: null };
  return { project, model: found.version === null ? null : found.model, version: found.version };
}

interface Existing {
  readonly same: boolean;
  readonly revision: number;
  readonly notes: readonly string[];
}

async function compare(run: ImportRun, { model, version }: At, draft: Draft): Promise<Existing | null> {
  const { db } = run.ctx;
  if (model === null) return null;
  const key = { projectId: model.projectId, modelId: model.id, versionId: version?.id ?? null };
  const found = await findArtifact(db, { ...key, identifier: draft.identifier }, null);
  if (found === null) return null;
  const { revision, body, createdByName } = found.revision;
  if (sameBody(body, draft.body)) return { same: true, revision, notes: [] };
  const former = await formerRevision(run, found.artifact, draft);
  if (former !== null && !run.overwrite)
    return { same: true, revision, notes: [`Is revision ${former} here; it was changed since.`] };
  const notes = [`Another content is here (revision ${revision}, by ${shown(createdByName)}) and stays.`];
  return { same: false, revision, notes };
}

async function formerRevision(
  run: ImportRun,
  at: { projectId: string; id: string },
  draft: Draft,
): Promise<number | null> {
  const sha256 = createHash('sha256').update(draft.body, 'utf8').digest('hex');
  const facts = await listRevisionFacts(run.ctx.db, at, null, LOOK_BACK);
  return facts.find((fact) => fact.sha256 === sha256)?.revision ?? null;
}
