import type { ImportRun } from './import-run';
import { settle } from './settle';
import { takeModel, takeVersion } from './take-model';

/** Makes models and their versions; those of a model that was refused are not tried. */
export async function takeParents(
  run: ImportRun,
  models: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  for (const [model, versions] of models) {
    const taken = await settle(run, 'model', model, () => takeModel(run, model));
    if (!taken) continue;
    for (const version of versions)
      await settle(run, 'version', `${model} / ${version}`, () => takeVersion(run, model, version));
  }
}
