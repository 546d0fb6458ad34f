import { createHash } from 'node:crypto';
import { findArtifact, listRevisionFacts } from '@/db/queries/artifacts';
import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { findModelAndVersion, type VersionRow } from '@/db/queries/versions';
import { authorizeOpenly } from '@/lib/access/authorize';
import { shown } from '@/lib/archives/entry-path';
import { type ArtifactType, LEVEL_OF } from '@/lib/artifacts/artifact';
import type { CardBody } from '@/lib/artifacts/body';
import {
  type ArtifactParents,
  type Claim,
  storeArtifact,
  type ValidArtifact,
} from '@/lib/artifacts/store-artifact';
import { summarise } from '@/lib/artifacts/summary';
import { listedInCard } from '@/lib/artifacts/validate-card';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import type { Outcome } from '@/lib/import-report/report';
import { plainValue } from '@/lib/json/exact-json';
import type { JsonText } from '@/lib/json/json-text';
import { declareWrite } from '@/lib/writes/write';
import type { ImportRun } from './import-run';
import { knownListEntries, unlistedNotes } from './known-entries';
import type { ArtifactPath } from './layout';
import type { ArtifactFile } from './mlte-files';
import { type Modern, modernBody, OLD_ENTRIES } from './old/old-shapes';
import { modernIdentifier, modernType } from './old/old-types';
import { instantOfSeconds, nameOf } from './parse-file';
import { sameBody } from './same-body';
import { validImportedArtifact } from './valid-imported-artifact';

/** Revisions that are looked through for one that the import brought before. */
const LOOK_BACK = 100;

/**
 * Brings one artifact with the creator and time that its store recorded. The same content is never written twice;
 * another content stays unless `overwrite` makes the import's a new revision.
 */
export async function importArtifact(
  run: ImportRun,
  artifactPath: ArtifactPath,
  json: JsonText,
  file: ArtifactFile,
): Promise<Outcome> {
  const { type } = artifactPath;
  const isOld = artifactPath.isOld === true;
  if ((isOld ? modernType(file.header.type) : file.header.type) !== type)
    throw new DomainError(
      'invalid',
      `Its header says type ${shown(file.header.type)}, its file name ${type}.`,
    );
  const { name: written, notes } = nameOf(file.header.identifier, artifactPath.name);
  const name = isOld ? modernIdentifier(type, written) : written;
  if (name !== written)
    notes.push(`Was called ${shown(written)}: identifiers begin with their type since MLTE 2.3.`);
  notes.push(...levelNotes(artifactPath, file));
  const claim = claimOf(run, file);
  const at = await whereTo(run, artifactPath);
  const body = json.find(['body']);
  const modern = await modernised(run, type, body === null ? '' : json.slice(body), isOld);
  notes.push(...modern.notes);
  const where = { projectId: at.project?.id ?? '', modelId: at.model?.id ?? null };
  const valid = await validImportedArtifact(run, where, artifactPath, name, modern.text);
  if (type === 'card')
    notes.push(...(await unlistedNotes(run, listedInCard(JSON.parse(valid.body) as CardBody))));
  if (valid.identifier !== name) notes.push(`Is called ${shown(valid.identifier)} after its test case.`);
  const inside = LEVEL_OF[type] === 'model' ? null : artifactPath.version;
  run.claimPlace(
    JSON.stringify([run.projectName(artifactPath), artifactPath.model, inside, valid.identifier]),
    JSON.stringify([artifactPath.project, artifactPath.model, artifactPath.version, artifactPath.name]),
  );
  const { project, model, version } = at;
  const existing = await compare(run, at, valid);
  if (existing?.same === true) return { action: 'present', notes: [...notes, ...existing.notes] };
  if (existing !== null && !run.overwrite) return { action: 'differs', notes: [...notes, ...existing.notes] };
  const action = existing === null ? 'take' : 'replace';
  if (type === 'card') {
    if (existing !== null) run.planReplacedCard(artifactPath, valid.identifier);
    run.planScenarios(artifactPath, valid.qasIds);
  }
  if (run.dryRun || project === null || model === null) return { action, notes };
  await writeImported(run.ctx, {
    at: { project, model, version },
    valid,
    claim,
    replace: existing?.revision ?? null,
  });
  return { action, notes };
}

interface ImportedArtifact {
  readonly at: ArtifactParents;
  readonly valid: ValidArtifact;
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
      valid: {
        type: 'card',
        identifier: `card.${fresh('imported')}`,
        body,
        madeIds: [],
        ...summarise('card', plainValue(body), body),
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
  write: (writing, _, { at, valid, claim, replace }) =>
    storeArtifact(writing, at, valid, { create: replace === null, replace: replace ?? false }, claim),
});

/** A store exported from here holds bodies as they were taken; any other may come from an old release. */
async function modernised(run: ImportRun, type: ArtifactType, text: string, isOld: boolean): Promise<Modern> {
  if (run.names.isOurs || text === '') return { text, notes: [] };
  const words = Object.entries(OLD_ENTRIES).flatMap(([list, all]) =>
    Object.entries(all).flatMap(([old, now]) =>
      [old, ...(now === null ? [] : [now])].map((name) => ({ list: list as keyof typeof OLD_ENTRIES, name })),
    ),
  );
  const isOfCard = type === 'card' || type === 'report';
  const known = isOfCard ? await knownListEntries(run, words) : new Set<string>();
  return modernBody(type, text, (list, name) => known.has(`${list}/${name}`), { isOld });
}

function levelNotes(artifactPath: ArtifactPath, file: ArtifactFile): string[] {
  const belongs = LEVEL_OF[artifactPath.type];
  const folder = artifactPath.version === null ? 'model' : 'version';
  const notes: string[] = [];
  if (!file.header.creator) notes.push('Its store recorded no creator.');
  if (file.header.timestamp === null) notes.push('Its store recorded no time; it bears that of the import.');
  if (folder === 'version' && belongs === 'model')
    notes.push(`Lies in the folder of version ${shown(artifactPath.version ?? '')}; it goes to the model.`);
  const { level } = file.header;
  if (level !== null && level !== undefined && level !== folder)
    notes.push(`Its header says level ${shown(level)}; its folder counts.`);
  return notes;
}

function claimOf({ ctx }: ImportRun, { header }: ArtifactFile): Claim {
  const creator = header.creator === '' ? null : header.creator;
  if (creator !== null) checkName(creator, 'creator', 'free', 'header.creator');
  return { creator, stampedAt: instantOfSeconds(header.timestamp, 'header.timestamp') ?? ctx.now };
}

interface At {
  readonly project: ProjectRow | null;
  readonly model: ModelRow | null;
  readonly version: VersionRow | null;
}

/** Project, model and version of its folder. Only a dry run may find them missing: it has not made them. */
async function whereTo(run: ImportRun, artifactPath: ArtifactPath): Promise<At> {
  const { type, model, version } = artifactPath;
  const inModel = LEVEL_OF[type] === 'model';
  if (!inModel && version === null)
    throw new DomainError('invalid', `It lies in the model's folder, but ${type} belongs to a version.`);
  const project = run.project(artifactPath);
  const found =
    project === null
      ? { model: null, version: null }
      : await findModelAndVersion(run.ctx.db, project.id, model, version ?? '');
  const isRefused =
    run.refusedPlaces.has(run.modelKey(artifactPath)) ||
    (!inModel && run.refusedPlaces.has(run.versionKey(artifactPath, version ?? '')));
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

async function compare(
  run: ImportRun,
  { model, version }: At,
  valid: ValidArtifact,
): Promise<Existing | null> {
  const { db } = run.ctx;
  if (model === null) return null;
  const key = { projectId: model.projectId, modelId: model.id, versionId: version?.id ?? null };
  const found = await findArtifact(db, { ...key, identifier: valid.identifier }, null);
  if (found === null) return null;
  const { revision, body, createdByName } = found.revision;
  if (sameBody(body, valid.body)) return { same: true, revision, notes: [] };
  const former = await formerRevision(run, found.artifact, valid);
  if (former !== null && !run.overwrite)
    return { same: true, revision, notes: [`Is revision ${former} here; it was changed since.`] };
  const notes = [`Another content is here (revision ${revision}, by ${shown(createdByName)}) and stays.`];
  return { same: false, revision, notes };
}

async function formerRevision(
  run: ImportRun,
  at: { projectId: string; id: string },
  valid: ValidArtifact,
): Promise<number | null> {
  const sha256 = createHash('sha256').update(valid.body, 'utf8').digest('hex');
  const facts = await listRevisionFacts(run.ctx.db, at, null, LOOK_BACK);
  return facts.find((fact) => fact.sha256 === sha256)?.revision ?? null;
}
