import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { findModelAndVersion, type VersionRow } from '@/db/queries/versions';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { resolveProject } from '@/lib/projects/resolve-project';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { createModelIn, createVersionIn } from './create-in';
import { type Model, presentModel } from './model';
import { authorizeModel } from './resolve-model';
import { presentVersion, type Version } from './version';

interface Names {
  readonly project: string;
  readonly model: string;
  readonly version: string;
}

/**
 * Makes a model and a version where they are missing; doing it again changes nothing. A missing model asks for
 * model:create, a missing version of an existing model for model:update on it: it never opens others' models.
 */
export async function createParents(ctx: Ctx, input: Names): Promise<{ model: Model; version: Version }> {
  const project = await resolveProject(ctx, input.project);
  const first = await authorizeParents(ctx, project, input);
  if (first.model !== null && first.version !== null && !(await mayMakeVersions(ctx, first.model)))
    await authorizeModel(ctx, first.model, input.model, { operation: 'model', type: 'read' });
  checkParentNames(input);
  const { model, version } = isWhole(first)
    ? first
    : await retryWhenOvertaken(input.model, () => createMissing(ctx, input));
  return { model: presentModel(model), version: presentVersion(version) };
}

/** Who may make versions learns nothing by being told that one is there. */
function mayMakeVersions(ctx: Ctx, { projectId, id: resourceId }: ModelRow): Promise<boolean> {
  return can(ctx, { operation: 'model', type: 'update', projectId, resourceId });
}

interface Found {
  readonly model: ModelRow | null;
  readonly version: VersionRow | null;
}

interface ModelAndVersion {
  readonly model: ModelRow;
  readonly version: VersionRow;
}

const isWhole = (found: Found): found is ModelAndVersion => found.model !== null && found.version !== null;

/** What is there already, after asking whether the actor may make the rest. Nothing to make asks for nothing. */
export async function authorizeParents(ctx: Ctx, project: ProjectRow, input: Names): Promise<Found> {
  const found = await findModelAndVersion(ctx.db, project.id, input.model, input.version);
  if (found.model === null)
    await authorizeOpenly(ctx, { operation: 'model', type: 'create', projectId: project.id });
  else if (found.version === null)
    await authorizeModel(ctx, found.model, input.model, { operation: 'model', type: 'update' });
  return found;
}

/** Throws `invalid` for a model or version name that cannot be made. */
export function checkParentNames(input: Names): void {
  checkName(input.model, 'model name', 'free', 'model');
  checkName(input.version, 'version name', 'free', 'version');
}

/** Makes what is missing, where one still may. Null when somebody was faster. */
const createMissing = declareWrite({
  verb: 'createParents',
  asks: ['model:create', 'model:update'],
  audits: ['model.create', 'version.create'],
  example: ({ project, fresh }) => ({ project, model: fresh('model'), version: fresh('version') }),
  ready: async (ctx: Ctx, input: Names) => {
    const project = await resolveProject(ctx, input.project);
    return { project, found: await authorizeParents(ctx, project, input) };
  },
  write: async (writing, { project, found }, input): Promise<ModelAndVersion | null> => {
    const parents = await createMissingIn(writing, project.id, input, found);
    if (parents === null || found.version !== null) writing.tellNothing();
    return parents;
  },
});

/** Makes what `found` lacks. Null when somebody was faster: then one has to look, and to ask, again. */
export async function createMissingIn(
  writing: Writing<'model.create' | 'version.create'>,
  projectId: string,
  input: Pick<Names, 'model' | 'version'>,
  found: Found,
): Promise<ModelAndVersion | null> {
  const model = found.model ?? (await createModelIn(writing, projectId, input.model));
  const version =
    model === null ? null : (found.version ?? (await createVersionIn(writing, model, input.version)));
  return model === null || version === null ? null : { model, version };
}

/** Tries until nobody was faster with a model or what is in it; `busy` where somebody always is. */
export async function retryWhenOvertaken<T>(model: string, attempt: () => Promise<T | null>): Promise<T> {
  for (let n = 0; n < 5; n += 1) {
    const made = await attempt();
    if (made !== null) return made;
  }
  throw new DomainError('busy', `Model ${model} is being changed by others. Try again.`, { retryAfter: 1 });
}
