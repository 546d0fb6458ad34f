import { findModel } from '@/db/queries/models';
import { findPlace } from '@/db/queries/versions';
import { checkName, nameKey } from '@/lib/core/name';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { shown } from './entry-path';
import type { ImportRun, Outcome } from './import-run';

/** A model by its folded name: one that is here takes the import's versions and artifacts. */
export async function takeModel(run: ImportRun, name: string): Promise<Outcome> {
  const { ctx, project } = run;
  const found = await findModel(ctx.db, project.id, nameKey(name));
  if (found !== null) {
    const notes = found.name === name ? [] : [`Here it is called ${shown(found.name)}.`];
    return { action: 'present', notes };
  }
  checkName(name, 'model name', 'free', 'name');
  if (!run.dryRun) await createModel(ctx, { project: project.name, name });
  return { action: 'take', notes: [] };
}

/** A version of a model that is here by now. */
export async function takeVersion(run: ImportRun, model: string, name: string): Promise<Outcome> {
  const { ctx, project } = run;
  const found = await findPlace(ctx.db, project.id, nameKey(model), name);
  if (found.version !== null) return { action: 'present', notes: [] };
  checkName(name, 'version name', 'free', 'name');
  if (!run.dryRun) await createVersion(ctx, { project: project.name, model, name });
  return { action: 'take', notes: [] };
}
