import { findModel } from '@/db/queries/models';
import { findProject, findProjectById } from '@/db/queries/projects';
import { findPlace } from '@/db/queries/versions';
import { createProject } from '@/lib/access/create-project';
import { checkName } from '@/lib/core/name';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import type { ImportRun, Outcome } from './import-run';
import type { ModelPlace } from './layout';

/** Whether the project is here already, for the import to use. */
export async function knowProject(run: ImportRun, name: string): Promise<boolean> {
  const found = await findProject(run.ctx.db, name);
  run.knowProject(name, found);
  return found !== null;
}

/** Makes a project that the source names. */
export async function takeProject(run: ImportRun, name: string): Promise<Outcome> {
  checkName(name, 'project name', 'path', 'name');
  await run.folded.claim(run.ctx.db, 'project', name);
  if (!run.dryRun) {
    const { id } = await createProject(run.ctx, { name });
    run.knowProject(name, await findProjectById(run.ctx.db, id));
  }
  return { action: 'take', notes: [] };
}

/** A model: one that is here takes the import's versions and artifacts. */
export async function takeModel(run: ImportRun, place: ModelPlace): Promise<Outcome> {
  const { ctx } = run;
  const [project, name] = [run.project(place), place.model];
  const found = project === null ? null : await findModel(ctx.db, project.id, name);
  if (found !== null) return { action: 'present', notes: [] };
  checkName(name, 'model name', 'free', 'name');
  if (!run.dryRun) await createModel(ctx, { project: run.projectName(place), name });
  return { action: 'take', notes: [] };
}

/** A version of a model that is here by now. */
export async function takeVersion(run: ImportRun, place: ModelPlace, name: string): Promise<Outcome> {
  const { ctx } = run;
  const project = run.project(place);
  const found = project === null ? null : await findPlace(ctx.db, project.id, place.model, name);
  if (found !== null && found.version !== null) return { action: 'present', notes: [] };
  checkName(name, 'version name', 'free', 'name');
  if (!run.dryRun) await createVersion(ctx, { project: run.projectName(place), model: place.model, name });
  return { action: 'take', notes: [] };
}
