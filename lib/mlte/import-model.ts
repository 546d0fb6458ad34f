import { findModel } from '@/db/queries/models';
import { findProject, findProjectById } from '@/db/queries/projects';
import { findModelAndVersion } from '@/db/queries/versions';
import { checkName } from '@/lib/core/name';
import type { Outcome } from '@/lib/import-report/report';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { createProject } from '@/lib/projects/create-project';
import type { ImportRun } from './import-run';
import type { SourceModel } from './layout';

/** Whether the project is here already, for the import to use. */
export async function knowProject(run: ImportRun, name: string): Promise<boolean> {
  const found = await findProject(run.ctx.db, name);
  run.knowProject(name, found);
  return found !== null;
}

/** Makes a project that the source names. */
export async function importProject(run: ImportRun, name: string): Promise<Outcome> {
  checkName(name, 'project name', 'path', 'name');
  await run.folded.claim(run.ctx.db, 'project', name);
  if (!run.dryRun) {
    const { id } = await createProject(run.ctx, { name });
    run.knowProject(name, await findProjectById(run.ctx.db, id));
  }
  return { action: 'take', notes: [] };
}

/** A model: one that is here takes the import's versions and artifacts. */
export async function importModel(run: ImportRun, model: SourceModel): Promise<Outcome> {
  const { ctx } = run;
  const project = run.project(model);
  const name = model.model;
  const found = project === null ? null : await findModel(ctx.db, project.id, name);
  if (found !== null) return { action: 'present', notes: [] };
  checkName(name, 'model name', 'free', 'name');
  if (!run.dryRun) await createModel(ctx, { project: run.projectName(model), name });
  return { action: 'take', notes: [] };
}

/** A version of a model that is here by now. */
export async function importVersion(run: ImportRun, model: SourceModel, name: string): Promise<Outcome> {
  const { ctx } = run;
  const project = run.project(model);
  const found = project === null ? null : await findModelAndVersion(ctx.db, project.id, model.model, name);
  if (found !== null && found.version !== null) return { action: 'present', notes: [] };
  checkName(name, 'version name', 'free', 'name');
  if (!run.dryRun) await createVersion(ctx, { project: run.projectName(model), model: model.model, name });
  return { action: 'take', notes: [] };
}
