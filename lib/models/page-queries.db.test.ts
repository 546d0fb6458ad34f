import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { listRevisions } from '@/lib/artifacts/list-revisions';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { listScenarioIds } from '@/lib/artifacts/traces/list-scenario-ids';
import { listScenarioTests } from '@/lib/artifacts/traces/list-scenario-tests';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { listArtifactRuns } from '@/lib/runs/list-artifact-runs';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeProject, makeUser } from '@/lib/testing/world';
import { createModel } from './create-model';
import { createVersion } from './create-version';
import { listModels } from './list-models';
import { listVersions } from './list-versions';
import { readModel } from './read-model';
import { readVersion } from './read-version';

const database = testDatabase();

/** What pages and lists ask the database for somebody with a role in one project, besides who acts and may what. */
async function requested(
  work: (ctx: Ctx, at: { project: string; model: string; version: string }) => Promise<void>,
) {
  const { opened } = database;
  const project = await makeProject(opened);
  const user = await makeUser(opened, { role: 'maintainer', projectId: project.id });
  const at = { project: project.name, model: 'm', version: 'v1' };
  await createModel(user.ctx(), { project: at.project, name: at.model });
  await createVersion(user.ctx(), { project: at.project, model: at.model, name: at.version });
  const card = { artifact_type: 'card', system_requirements: [{ quality: 'Robustness', stimulus: 's' }] };
  for (const [type, body] of [
    ['card', card],
    ['suite', { artifact_type: 'suite', test_cases: [] }],
  ] as const)
    await writeArtifact(user.ctx(), {
      ...at,
      artifactText: JSON.stringify({ header: { identifier: `${type}.default`, type }, body }),
    });
  // A page's context remembers what it looked up, as pageCtx makes it.
  const sent = await queriesOf(opened, () => work({ ...user.ctx(), lookups: new Map() }, at));
  return sent.filter((query) => !query.includes('role_assignments'));
}

const may = async (
  ctx: Ctx,
  operation: 'model' | 'artifact',
  at: { projectId: string; resourceId: string },
) => {
  await can(ctx, { operation: 'model', type: 'create', projectId: null });
  for (const type of ['create', 'update', 'delete'] as const) await can(ctx, { operation, type, ...at });
};

describe('queries of a page, besides session and grants', () => {
  it('are four at most for a model with its cards, suites and versions', async () => {
    const sent = await requested(async (ctx, at) => {
      const model = await readModel(ctx, at);
      await may(ctx, 'model', { projectId: model.projectId, resourceId: model.id });
      const { project, model: name } = at;
      await listArtifacts(ctx, { project, model: name, level: 'model', sort: 'identifier' });
      await listVersions(ctx, { project, model: name });
    });
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4);
  });

  it('are four at most for a version with its artifacts', async () => {
    const sent = await requested(async (ctx, at) => {
      const version = await readVersion(ctx, at);
      await may(ctx, 'artifact', { projectId: version.projectId, resourceId: version.modelId });
      await listArtifacts(ctx, at);
    });
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4);
  });

  it('are four at most for a card with its tests and a suite with its coverage, and the runs that made them', async () => {
    for (const artifact of ['card.default', 'suite.default']) {
      const sent = await requested(async (ctx, { project, model }) => {
        const place = { project, model, version: null, artifact };
        const read = await readArtifact(ctx, place);
        await may(ctx, 'artifact', { projectId: read.projectId, resourceId: read.modelId });
        await listArtifactRuns(ctx, { project, artifactId: read.id });
        if (read.type === 'suite') await listScenarioIds(ctx, { ...place, since: read.revision.writtenAt });
        else await listScenarioTests(ctx, { ...place, scenarios: ['card.default-qas_001'], isYoung: true });
      });
      expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4);
    }
  });

  it('are four at most for the revisions of an artifact under its version, and the runs that made it', async () => {
    const sent = await requested(async (ctx, { project, model, version }) => {
      const place = { project, model, version, artifact: 'card.default' };
      const read = await readArtifact(ctx, place);
      await may(ctx, 'artifact', { projectId: read.projectId, resourceId: read.modelId });
      await listArtifactRuns(ctx, { project, artifactId: read.id });
      await listRevisions(ctx, place);
    });
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4);
  });

  it('are one for a list, besides the one that finds where it is', async () => {
    const sent = await requested(async (ctx, at) => {
      await listModels(ctx, { project: at.project });
    });
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(2);
  });
});
