import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { moveModel } from '@/lib/models/move-model';
import { deleteUser } from '@/lib/people/delete-user';
import { deleteProject } from '@/lib/projects/delete-project';
import { updateProject } from '@/lib/projects/update-project';
import { deregisterStack } from '@/lib/stacks/deregister-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import { updateStack } from '@/lib/stacks/update-stack';
import { body, postedArtifactText } from '@/lib/testing/artifacts';
import { lastAudit } from '@/lib/testing/audit';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeRun, postedRun } from '@/lib/testing/runs';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { readStackSince } from './comparison/read-stack-since';
import { deleteRun } from './delete-run';
import { findRunLocation } from './find-run-location';
import { linkRunArtifact } from './link-run-artifact';
import { listArtifactRuns } from './list-artifact-runs';
import { listRunArtifacts } from './list-run-artifacts';
import { listRuns } from './list-runs';
import { readRun } from './read-run';
import { registerRun } from './register-run';
import { reportRun } from './report-run';
import { unlinkRunArtifact } from './unlink-run-artifact';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const at = (minute: number) => new Date(Date.UTC(2022, 4, 24, 10, minute));

async function workplace() {
  const { opened } = database;
  const { name: project, id: projectId } = await makeProject(opened);
  const ada = await makeUser(opened, { role: 'maintainer', projectId });
  const viewer = await makeUser(opened, { role: 'viewer', projectId });
  const elsewhere = await makeProject(opened);
  const stranger = await makeUser(opened, { role: 'admin', projectId: elsewhere.id });
  return { project, projectId, ada, viewer, stranger, elsewhere: elsewhere.name };
}
type Place = Awaited<ReturnType<typeof workplace>>;

/** Each verb on one run, by who may not: nobody, somebody of another project, and who only reads. */
const REFUSED: readonly [
  string,
  (ctx: Parameters<typeof readRun>[0], at: { project: string; run: string }) => Promise<unknown>,
  boolean,
][] = [
  ['readRun', readRun, true],
  ['listRunArtifacts', listRunArtifacts, true],
  ['deleteRun', deleteRun, false],
  ['reportRun', (ctx, run) => reportRun(ctx, { ...run, status: 'failed' }), false],
  ['linkRunArtifact', (ctx, run) => linkRunArtifact(ctx, { ...run, artifact: EVIDENCE }), false],
  ['unlinkRunArtifact', (ctx, run) => unlinkRunArtifact(ctx, { ...run, artifact: EVIDENCE }), false],
];
const EVIDENCE = { model: 'm', version: 'v', identifier: 'evidence.accuracy' };

describe.each(REFUSED)('%s', (_, verb, isRead) => {
  it('answers nobody, hides the run from another project, and names what a viewer lacks', async () => {
    const { project, ada, viewer, stranger } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project);
    const address = { project, run };
    const anonymous = ctxFor(database.opened, ANONYMOUS);
    await expect(verb(anonymous, address)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(verb(stranger.ctx(), address)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    if (isRead) await verb(viewer.ctx(), address);
    else await expect(verb(viewer.ctx(), address)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('readRun', () => {
  it('says everything of a run, with no secret in it', async () => {
    const { project, ada } = await workplace();
    await updateProject(system(), { project, commitUrl: 'https://git.example/c/{sha}' });
    const stack = {
      name: unique('stack'),
      components: [samplePostedComponent('artifact_store', { path: 's3://b', password: 'hush-hush' })],
    };
    const made = await makeRun(ada.ctx(), project, {
      stack,
      gitSha: 'abcd1234',
      configuration: { epochs: 3, api_key: 'hush-hush', url: 'https://me:hush-hush@host' },
      steps: [
        'load',
        { name: 'train', upstream: ['load'], status: 'completed', startedAt: at(1), endedAt: at(2) },
      ],
    });
    const run = await readRun(ada.ctx(), { project, run: made.name });
    expect(JSON.stringify(run)).not.toContain('hush-hush');
    expect(run).toMatchObject({
      id: made.id,
      pipeline: 'training',
      commitUrl: 'https://git.example/c/abcd1234',
      configuration: { epochs: 3, api_key: '********', url: 'https://me:********@host' },
      pipelineRuns: 1,
      previous: null,
      next: null,
      claimedUser: null,
      artifacts: 0,
    });
    expect(run.stack.components[0]?.fields).toMatchObject({ path: 's3://b', password: '********' });
    expect(run.steps).toEqual([
      {
        position: 0,
        name: 'load',
        docstring: null,
        status: 'unknown',
        startedAt: null,
        endedAt: null,
        upstream: null,
      },
      {
        position: 1,
        name: 'train',
        docstring: null,
        status: 'completed',
        startedAt: at(1),
        endedAt: at(2),
        upstream: ['load'],
      },
    ]);
  });

  it('knows the runs before and after it by start, of its pipeline only', async () => {
    const { project, ada } = await workplace();
    const c = await makeRun(ada.ctx(), project, { startedAt: at(3) });
    const a = await makeRun(ada.ctx(), project, { startedAt: at(1) });
    const b = await makeRun(ada.ctx(), project, { startedAt: at(2) });
    await makeRun(ada.ctx(), project, { startedAt: at(2), pipeline: 'other' });
    const gone = await makeRun(ada.ctx(), project, { startedAt: new Date(at(2).getTime() + 1) });
    await deleteRun(ada.ctx(), { project, run: gone.name });
    const run = await readRun(ada.ctx(), { project, run: b.name });
    expect(run.previous).toEqual({ id: a.id, name: a.name, startedAt: at(1) });
    expect(run.next).toEqual({ id: c.id, name: c.name, startedAt: at(3) });
    expect(run.pipelineRuns).toBe(3);
  });

  it('names whom a client claimed to be, as far as that one is known', async () => {
    const { project, ada, viewer } = await workplace();
    const known = await makeRun(ada.ctx(), project, { claimedUserId: viewer.id });
    const nobody = newId();
    const unknown = await makeRun(ada.ctx(), project, { claimedUserId: nobody });
    const read = async (run: string) => (await readRun(ada.ctx(), { project, run })).claimedUser;
    expect(await read(known.name)).toEqual({ id: viewer.id, name: viewer.name });
    expect(await read(unknown.name)).toEqual({ id: nobody, name: null });
  });

  it('asks three queries besides session and grants', async () => {
    const { project, ada } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project);
    const sent = await queriesOf(database.opened, () => readRun(ada.ctx(), { project, run }));
    expect(sent.filter((query) => !query.includes('role_assignments')).length).toBeLessThanOrEqual(3);
  });

  it('tells who ended a run and when, and nothing of one that never was', async () => {
    const { project, ada } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project);
    await deleteRun(ada.ctx(), { project, run });
    await expect(readRun(ada.ctx(), { project, run })).rejects.toMatchObject({
      code: 'not_found',
      gone: { by: ada.name },
    });
    for (const name of ['never', '\0', 'x'.repeat(300)])
      await expect(readRun(ada.ctx(), { project, run: name })).rejects.toMatchObject({ gone: null });
  });
});

describe('deleteRun', () => {
  it('frees the name, leaves the permalink to tell, and cannot be done twice', async () => {
    const { project, ada, stranger } = await workplace();
    const { id, name: run } = await makeRun(ada.ctx(), project);
    expect(await findRunLocation(ada.ctx(), { id })).toEqual({ project, run });
    await deleteRun(ada.ctx(), { project, run });
    await expect(deleteRun(ada.ctx(), { project, run })).rejects.toMatchObject({ code: 'not_found' });
    await expect(findRunLocation(ada.ctx(), { id })).rejects.toMatchObject({ gone: { by: ada.name } });
    await expect(findRunLocation(stranger.ctx(), { id })).rejects.toMatchObject({ hidden: true, gone: null });
    for (const wrong of [newId(), 'no id'])
      await expect(findRunLocation(ada.ctx(), { id: wrong })).rejects.toMatchObject({ hidden: true });
    const again = await makeRun(ada.ctx(), project, { name: run });
    expect(again.id).not.toBe(id);
    const { items } = await listAuditEvents(system(), { project });
    expect(items.map(({ action }) => action)).toContain('pipeline_run.delete');
  });

  it('of a whole project hides its runs and leaves them to tell of the end', async () => {
    const { project, projectId, ada } = await workplace();
    const everywhere = await makeUser(database.opened, { role: 'admin' });
    const { id, name: run } = await makeRun(ada.ctx(), project);
    await deleteProject(everywhere.ctx(), { project });
    await expect(readRun(everywhere.ctx(), { project, run })).rejects.toMatchObject({ code: 'not_found' });
    await expect(listRuns(everywhere.ctx(), { project })).rejects.toMatchObject({ code: 'not_found' });
    await expect(findRunLocation(everywhere.ctx(), { id })).rejects.toMatchObject({
      gone: { by: everywhere.name },
    });
    const next = await makeProject(database.opened, project);
    expect(next.id).not.toBe(projectId);
    expect((await listRuns(everywhere.ctx(), { project })).items).toEqual([]);
  });
});

describe('deleting a user', () => {
  it('keeps their runs under the name that they had', async () => {
    const { project, ada } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project);
    await deleteUser(system(), { user: ada.name });
    expect((await readRun(system(), { project, run })).createdBy).toBe(ada.name);
    expect((await listRuns(system(), { project, user: ada.name })).items).toHaveLength(1);
  });
});

describe('reportRun', () => {
  it('records how a run and its steps went, bit by bit, and corrects what it said', async () => {
    const { project, ada } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project, { startedAt: at(0), steps: ['a', 'b', 'c'] });
    const report = (said: object) => reportRun(ada.ctx(), { project, run, ...said });
    await report({
      status: 'running',
      steps: [{ name: 'a', status: 'running', startedAt: at(0), upstream: [] }],
    });
    await report({
      steps: [
        { name: 'a', status: 'completed', endedAt: at(1) },
        { name: 'b', upstream: ['a'], status: 'failed' },
      ],
    });
    await report({ status: 'failed', endedAt: at(9) });
    await report({ endedAt: null, steps: [{ name: 'b', upstream: null }] });
    const read = await readRun(ada.ctx(), { project, run });
    expect(read).toMatchObject({ status: 'failed', startedAt: at(0), endedAt: null });
    expect(read.steps).toMatchObject([
      { name: 'a', status: 'completed', startedAt: at(0), endedAt: at(1), upstream: [] },
      { name: 'b', status: 'failed', startedAt: null, upstream: null },
      { name: 'c', status: 'unknown', startedAt: null, endedAt: null, upstream: null },
    ]);
    expect(await lastAudit(database.opened, read.id)).toMatchObject({
      action: 'pipeline_run.report',
      changes: [{ field: 'endedAt', before: at(9).toISOString(), after: null }],
      details: { steps: ['b'] },
    });
    const names = ['with "quotes"', 'with \\ and {braces}', 'with, comma'];
    const odd = await makeRun(ada.ctx(), project, { steps: [...names, 'last'] });
    await reportRun(ada.ctx(), { project, run: odd.name, steps: [{ name: 'last', upstream: names }] });
    expect((await readRun(ada.ctx(), { project, run: odd.name })).steps.at(-1)?.upstream).toEqual(names);
  });

  it.each(['completed', 'failed', 'cached'] as const)(
    'leaves no step running in a run that is %s, however it came to that',
    async (status) => {
      const { project, ada } = await workplace();
      const { name: run } = await makeRun(ada.ctx(), project, { startedAt: at(0), steps: ['a', 'b'] });
      await reportRun(ada.ctx(), {
        project,
        run,
        status: 'running',
        steps: [{ name: 'a', status: 'running', startedAt: at(0) }],
      });
      await reportRun(ada.ctx(), { project, run, status, steps: [{ name: 'b', status: 'completed' }] });
      const read = await readRun(ada.ctx(), { project, run });
      expect(read.steps).toMatchObject([
        { name: 'a', status: 'unknown', startedAt: at(0), endedAt: null },
        { name: 'b', status: 'completed' },
      ]);
      expect(await lastAudit(database.opened, read.id)).toMatchObject({ details: { steps: ['b', 'a'] } });
      await expect(
        reportRun(ada.ctx(), { project, run, steps: [{ name: 'a', status: 'running' }] }),
      ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'steps.0.status' }] });
      // What an earlier release let stand.
      await database.opened.db.execute(
        sql`update run_steps set status = 'running' where run_id = ${read.id} and name = 'a'`,
      );
      expect((await readRun(ada.ctx(), { project, run })).steps).toMatchObject([{ status: 'unknown' }, {}]);
    },
  );

  it.each([
    ['a step that is not there', { steps: [{ name: 'x' }] }, 'steps.0.name'],
    ['a step twice', { steps: [{ name: 'a' }, { name: 'a' }] }, 'steps.1.name'],
    ['an upstream step that is not there', { steps: [{ name: 'a', upstream: ['x'] }] }, 'steps.0.upstream'],
    ['a step before itself', { steps: [{ name: 'a', upstream: ['a'] }] }, 'steps.0.upstream'],
    ['a circle with what was told before', { steps: [{ name: 'a', upstream: ['b'] }] }, 'steps.0.upstream'],
    ['an end before the start', { endedAt: at(0) }, 'endedAt'],
    ['a step that runs on', { steps: [{ name: 'a', status: 'running' as const }] }, 'steps.0.status'],
    ['a start after the end of a step', { steps: [{ name: 'b', startedAt: at(9) }] }, 'steps.0.endedAt'],
    ['a time without a number', { startedAt: new Date(Number.NaN) }, 'startedAt'],
  ])('refuses %s and changes nothing', async (_, said, path) => {
    const { project, ada } = await workplace();
    const { name: run } = await makeRun(ada.ctx(), project, {
      startedAt: at(5),
      steps: ['a', { name: 'b', upstream: ['a'], startedAt: at(6), endedAt: at(7) }],
    });
    const before = await readRun(ada.ctx(), { project, run });
    await expect(reportRun(ada.ctx(), { project, run, status: 'failed', ...said })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path }],
    });
    expect(await readRun(ada.ctx(), { project, run })).toEqual(before);
  });

  it('of a run that is gone or never was is refused', async () => {
    const { project, ada } = await workplace();
    await expect(reportRun(ada.ctx(), { project, run: 'none' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('registering a run', () => {
  it('takes a registered stack by its name, as it is then, secrets included', async () => {
    const { project, ada } = await workplace();
    const name = unique('stack');
    const component = samplePostedComponent('artifact_store', { path: 's3://then', password: 'hush-hush' });
    await registerStack(system(), { name, components: [component] });
    const made = await makeRun(ada.ctx(), project, { stack: { name, components: null } });
    const run = await readRun(ada.ctx(), { project, run: made.name });
    expect(run.stack.name).toBe(name);
    expect(run.stack.components[0]?.fields).toMatchObject({ path: 's3://then', password: '********' });
    await expect(
      makeRun(ada.ctx(), project, { stack: { name: unique('none'), components: null } }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'stack.name' }] });
  });

  it('refuses steps that wait for each other and times out of order', async () => {
    const { project, ada } = await workplace();
    const steps = [
      { name: 'a', upstream: ['b'] },
      { name: 'b', upstream: ['a'] },
    ];
    await expect(makeRun(ada.ctx(), project, { steps })).rejects.toMatchObject({ code: 'invalid' });
    await expect(makeRun(ada.ctx(), project, { startedAt: at(2), endedAt: at(1) })).rejects.toMatchObject({
      issues: [{ path: 'endedAt' }],
    });
  });

  it('of one name from many clients at once leaves exactly one', async () => {
    const { project, ada } = await workplace();
    const run = postedRun({ project, name: 'same' });
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => registerRun(ada.ctx(), run)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listRuns(ada.ctx(), { project })).count).toBe(1);
  });
});

describe('readStackSince', () => {
  it('tells a stack that stayed, one that changed and was renamed, and one that is gone', async () => {
    const { project, ada } = await workplace();
    const name = unique('stack');
    const store = samplePostedComponent('artifact_store', { path: 's3://then' });
    await registerStack(system(), { name, components: [store] });
    const made = await makeRun(ada.ctx(), project, { stack: { name, components: [store] } });
    const { stackId, stack: snapshot } = await readRun(ada.ctx(), { project, run: made.name });
    const since = () => readStackSince(ada.ctx(), { stackId, snapshot });
    expect(await since()).toMatchObject({ state: 'same', name, changes: [] });
    const renamed = unique('stack');
    const other = samplePostedComponent('artifact_store', { path: 's3://now' });
    await updateStack(system(), { stack: name, name: renamed, components: [other] });
    const changed = await since();
    expect(changed).toMatchObject({ state: 'differs', name: renamed, components: [{ name: other.name }] });
    expect(changed.changes.map(({ path }) => path)).toEqual(['', 'artifact_store', 'artifact_store.path']);
    await deregisterStack(system(), { stack: renamed });
    expect(await since()).toEqual({ state: 'gone', name: null, changes: [], components: [] });
    expect(await readStackSince(ada.ctx(), { stackId: null, snapshot })).toMatchObject({ state: 'gone' });
  });
});

describe('what a run produced', () => {
  async function produced(place: Place) {
    const { project, ada } = place;
    const artifact = await writeArtifact(ada.ctx(), {
      project,
      model: 'm',
      version: 'v',
      artifactText: postedArtifactText('evidence', body.evidence(), 'accuracy'),
      parents: true,
    });
    const { name: run, id } = await makeRun(ada.ctx(), project, { steps: ['train'] });
    const link = { model: 'm', version: 'v', identifier: artifact.identifier };
    return { artifact, run, id, link };
  }

  it('is seen from the run and from the artifact, with revision and step', async () => {
    const place = await workplace();
    const { project, ada } = place;
    const { artifact, run, link } = await produced(place);
    await linkRunArtifact(ada.ctx(), { project, run, artifact: link });
    const { id } = await readRun(ada.ctx(), { project, run });
    const result = async () => lastAudit(database.opened, id);
    expect(await result()).toMatchObject({
      action: 'pipeline_run.link',
      changes: [{ field: 'artifact', before: null, after: link.identifier }],
      details: { artifactId: artifact.id },
    });
    await linkRunArtifact(ada.ctx(), { project, run, artifact: link, revision: 1, step: 'train' });
    expect(await result()).toMatchObject({
      changes: [
        { field: 'revision', before: null, after: 1 },
        { field: 'step', before: null, after: 'train' },
      ],
    });
    const items = await listRunArtifacts(ada.ctx(), { project, run });
    expect(items).toMatchObject([{ id: artifact.id, model: 'm', version: 'v', revision: 1, step: 'train' }]);
    const back = await listArtifactRuns(ada.ctx(), { project, artifactId: artifact.id });
    expect(back).toMatchObject([{ name: run, revision: 1, step: 'train', artifacts: 1 }]);
    expect((await readRun(ada.ctx(), { project, run })).artifacts).toBe(1);
    await unlinkRunArtifact(ada.ctx(), { project, run, artifact: link });
    expect(await result()).toMatchObject({
      action: 'pipeline_run.unlink',
      changes: [
        { field: 'artifact', before: link.identifier, after: null },
        { field: 'revision', before: 1, after: null },
        { field: 'step', before: 'train', after: null },
      ],
    });
    await expect(unlinkRunArtifact(ada.ctx(), { project, run, artifact: link })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await listRunArtifacts(ada.ctx(), { project, run })).toEqual([]);
  });

  it('cannot be a revision, a step, an artifact or a run that is not there', async () => {
    const place = await workplace();
    const { project, ada } = place;
    const { run, link } = await produced(place);
    const put = (over: object) => linkRunArtifact(ada.ctx(), { project, run, artifact: link, ...over });
    await expect(put({ revision: 2 })).rejects.toMatchObject({ issues: [{ path: 'revision' }] });
    await expect(put({ revision: 0.5 })).rejects.toMatchObject({ issues: [{ path: 'revision' }] });
    await expect(put({ step: 'none' })).rejects.toMatchObject({ issues: [{ path: 'step' }] });
    const absent = { ...link, identifier: `${link.identifier}-none` };
    await expect(put({ artifact: absent })).rejects.toMatchObject({ code: 'not_found' });
    await expect(put({ run: 'none' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('moves along with its model, for who reads both projects', async () => {
    const place = await workplace();
    const { project, ada, viewer, elsewhere } = place;
    const { artifact, run, link } = await produced(place);
    await linkRunArtifact(ada.ctx(), { project, run, artifact: link });
    await moveModel(system(), { project, model: 'm', to: elsewhere });
    const items = await listRunArtifacts(system(), { project, run });
    expect(items).toMatchObject([{ id: artifact.id, project: elsewhere }]);
    expect(await listArtifactRuns(system(), { project: elsewhere, artifactId: artifact.id })).toHaveLength(1);
    expect(await listRunArtifacts(viewer.ctx(), { project, run })).toEqual([]);
    expect((await readRun(viewer.ctx(), { project, run })).artifacts).toBe(0);
    expect((await listRuns(viewer.ctx(), { project })).items[0]?.artifacts).toBe(0);
    expect(
      await listArtifactRuns(place.stranger.ctx(), { project: elsewhere, artifactId: artifact.id }),
    ).toEqual([]);
    await unlinkRunArtifact(system(), { project, run, artifact: { ...link, project: elsewhere } });
    expect(await listRunArtifacts(system(), { project, run })).toEqual([]);
  });

  it('is not told of an artifact or a run that was deleted', async () => {
    const place = await workplace();
    const { project, ada } = place;
    const { artifact, run, link } = await produced(place);
    const { name: other } = await makeRun(ada.ctx(), project);
    for (const each of [run, other]) await linkRunArtifact(ada.ctx(), { project, run: each, artifact: link });
    await deleteRun(ada.ctx(), { project, run: other });
    const runs = () => listArtifactRuns(ada.ctx(), { project, artifactId: artifact.id });
    expect((await runs()).map(({ name }) => name)).toEqual([run]);
    await deleteArtifact(ada.ctx(), { project, ...link, artifact: link.identifier });
    expect(await runs()).toEqual([]);
    expect(await listRunArtifacts(ada.ctx(), { project, run })).toEqual([]);
  });
});
