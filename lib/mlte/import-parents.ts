import { DomainError } from '@/lib/core/domain-error';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import { importModel, importProject, importVersion, knowProject } from './import-model';
import type { ImportRun } from './import-run';
import type { IndexedModel } from './read-index';

/** The projects that the source names, unless everything goes to one. */
export async function importProjects(run: ImportRun, models: readonly IndexedModel[]): Promise<void> {
  if (run.into !== null) return;
  const names = new Set(models.map((model) => run.projectName(model)));
  if (names.size === 0) names.add(run.projectName({ project: null }));
  for (const name of names) {
    if (await knowProject(run, name)) continue;
    if (!(await recordOutcome(run, 'project', name, () => importProject(run, name))))
      run.refusedProjects.add(name);
  }
}

/** Makes models and their versions; those of a model that was refused are not tried. */
export async function importParents(run: ImportRun, models: readonly IndexedModel[]): Promise<void> {
  const owners = new Map<string, string | null>();
  for (const model of models) {
    const { project } = model;
    const taken = await recordOutcome(run, 'model', run.modelText(model), () => {
      const target = run.projectName(model);
      if (run.refusedProjects.has(target))
        throw new DomainError('not_found', `Its project ${target} was not taken.`);
      const place = JSON.stringify([target, model.model]);
      const owner = owners.get(place);
      if (owner !== undefined && owner !== project)
        throw new DomainError(
          'invalid',
          run.into === null
            ? 'Another folder of this import is the same model.'
            : `Project ${owner ?? run.projectName({ project: null })} of this import has a model of this name too: import them without naming one project for all.`,
        );
      owners.set(place, project);
      return importModel(run, model);
    });
    if (!taken) {
      run.refusedPlaces.add(run.modelKey(model));
      continue;
    }
    for (const version of model.versions) {
      const isThere = await recordOutcome(run, 'version', `${run.modelText(model)} / ${version}`, () =>
        importVersion(run, model, version),
      );
      if (!isThere) run.refusedPlaces.add(run.versionKey(model, version));
    }
  }
}
