import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { models, pipelineRuns, roleAssignments, versions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { createToken } from '@/lib/credentials/create-token';
import { createParents } from '@/lib/models/create-parents';
import { updateProject } from '@/lib/projects/update-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { linkRunArtifact } from '@/lib/runs/link-run-artifact';
import { registerRun } from '@/lib/runs/register-run';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { apiOver } from '@/lib/testing/api';
import { postedArtifactText } from '@/lib/testing/artifacts';
import { requestOf } from '@/lib/testing/endpoints';
import { furnished } from '@/lib/testing/furnished';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import type { Furnished } from '@/lib/writes/example';
import type { Endpoint } from '../endpoint';
import { MLTE_TABLE } from '../mlte/table';
import { V1_TABLE } from '../v1/table';
import { ZENML_TABLE } from '../zenml/table';

const database = testDatabase();
const PLANTED = 'planted';

/** Everything of a project that a token of another one must not tell of: things with a telling name, and their ids. */
async function plant(ctx: () => Ctx, owner: string) {
  const { opened } = database;
  const { id, name: project } = await makeProject(opened, unique(`${PLANTED}-project`));
  await updateProject(ctx(), { project, description: `${PLANTED} description` });
  const at = { project, model: `${PLANTED}-model`, version: `${PLANTED}-version` };
  await createParents(ctx(), at);
  await writeArtifact(ctx(), { ...at, artifactText: postedArtifactText('card'), force: true });
  await registerRun(ctx(), {
    name: `${PLANTED}-run`,
    pipeline: { name: `${PLANTED}-pipeline`, docstring: null, steps: [] },
    pipelineText: '{}',
    project,
    stack: { name: 'matrix', components: [] },
    stackText: '{}',
    clientVersion: null,
    gitSha: null,
    claimedUserId: null,
    runtimeConfigurationText: '{}',
  });
  const card = { model: at.model, version: null, identifier: 'card.default' };
  await linkRunArtifact(ctx(), { project, run: `${PLANTED}-run`, artifact: card });
  const model = { operation: 'model', type: 'read' } as const;
  const [role, team, naming] = [unique('roleless'), unique('teamless'), unique('naming')];
  await createRole(ctx(), { name: role, permissions: [model] });
  await assignRole(ctx(), { role, user: owner, project });
  await createTeam(ctx(), { name: team });
  await assignRole(ctx(), { role, team, project });
  await addTeamMember(ctx(), { team, user: owner });
  const [planted] = await opened.db.select().from(models).where(eq(models.projectId, id));
  await createRole(ctx(), {
    name: naming,
    permissions: [model, { ...model, resourceId: planted?.id ?? null }],
  });
  await assignRole(ctx(), { role: naming, user: owner });
  const rows = await Promise.all([
    opened.db
      .select({ id: versions.id })
      .from(versions)
      .where(eq(versions.modelId, planted?.id ?? '')),
    opened.db.select({ id: pipelineRuns.id }).from(pipelineRuns).where(eq(pipelineRuns.projectId, id)),
    opened.db
      .select({ id: roleAssignments.id })
      .from(roleAssignments)
      .where(eq(roleAssignments.projectId, id)),
  ]);
  const ids = [id, planted?.id ?? '', ...rows.flat().map((row) => row.id)];
  if (ids.length < 7) throw new Error('Something was not planted.');
  return { id, project, ids, namesToHolders: [role, team] };
}

/** Owners of the token: one who holds everything, and one who reads both projects and no more. */
const OWNERS = ['an administrator', 'a reader of both projects'] as const;

async function makeWorld(who: (typeof OWNERS)[number]) {
  const { opened } = database;
  const system = () => ctxFor(opened, SYSTEM);
  const here = await makeProject(opened);
  const isAdmin = who === 'an administrator';
  const owner = await makeUser(opened, isAdmin ? { role: 'admin' } : null);
  const maker = await makeUser(opened, { role: 'admin' });
  const planted = await plant(maker.ctx, owner.name);
  if (!isAdmin)
    for (const project of [here.name, planted.project])
      await assignRole(system(), { role: 'viewer', user: owner.name, project });
  const own = { name: `${PLANTED}-token`, expiresInDays: 1, project: planted.project };
  const { id: tokenId } = await createToken(owner.ctx(), own);
  const limited = async (kind: 'api' | 'zenml') =>
    (await createToken(owner.ctx(), { name: 'here', kind, expiresInDays: 1, project: here.name })).token;
  const secrets = { api: await limited('api'), zenml: await limited('zenml') };
  return {
    ...apiOver(opened),
    here: here.name,
    maker,
    owner,
    planted,
    secrets,
    /** Texts that no reply may hold. Who hands out roles may know which roles and teams there are. */
    markers: [PLANTED, ...planted.ids, tokenId, ...(isAdmin ? [] : planted.namesToHolders)],
  };
}

const DOORS = [
  { door: 'the artifact door', kind: 'api', table: MLTE_TABLE, base: (at: string) => `/p/${at}/api` },
  { door: 'v1', kind: 'api', table: V1_TABLE, base: (_at: string) => '/api/v1' },
  { door: 'the zen door', kind: 'zenml', table: ZENML_TABLE, base: (_at: string) => '/api/zenml' },
] as const;

/** Queries that ask for one's own. */
const OWN: Readonly<Record<string, string>> = {
  '/role-assignments': '?user=me',
  '/teams': '?member={owner}',
};

/** The deletion of the project comes last: nothing can be asked about it then. */
const deletionLast = (table: readonly Endpoint[]) =>
  [...table].sort((a, b) => Number(isDeletion(a)) - Number(isDeletion(b)));
const isDeletion = ({ method, path }: Endpoint) => `${method} ${path}` === 'DELETE /projects/{project}';

describe.each(OWNERS)('a token of one project that belongs to %s', (who) => {
  let world: ReturnType<typeof makeWorld>;
  beforeAll(() => {
    world = makeWorld(who);
  });

  describe.each(DOORS)('at $door tells nothing of another project', ({ kind, table, base }) => {
    let world: ReturnType<typeof makeWorld>;
    let made: Furnished | null = null;
    beforeAll(() => {
      world = makeWorld(who);
    });

    it.each(
      deletionLast(table).map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
    )('%s', async (_, endpoint) => {
      const { send, here, maker, owner, planted, secrets, markers } = await world;
      made ??= await furnished(database.opened, maker, here);
      const there = made;
      if (endpoint.method === 'DELETE') made = null;
      const ask = async (project: string, user = there.user, query = '') => {
        const { path, ...sent } = await requestOf(endpoint, { ...there, project, user });
        const at = kind === 'zenml' ? `${base(project)}/${secrets.zenml}` : base(project);
        return send(null, endpoint.method, at + path + query, {
          headers: kind === 'zenml' ? {} : { Authorization: `Bearer ${secrets.api}` },
          ...sent,
        });
      };
      const requested = [await ask(here)];
      for (const user of ['me', owner.name])
        if (endpoint.path.includes('{user}') && endpoint.method === 'GET')
          requested.push(await ask(here, user));
      const query = OWN[endpoint.path]?.replace('{owner}', owner.name);
      if (query !== undefined && endpoint.method === 'GET')
        requested.push(await ask(here, there.user, query));
      for (const reply of requested) {
        expect(reply.status).toBeLessThan(500);
        const message = `${[...reply.headers].join('\n')}\n${reply.text}`;
        for (const marker of markers) expect(message).not.toContain(marker);
      }
      await expectNothingThere(endpoint, (project) => ask(project), planted.project);
    });
  });

  it('lists of its owner’s assignments those of its project and those that hold everywhere', async () => {
    const { send, here, secrets, owner } = await world;
    const headers = { Authorization: `Bearer ${secrets.api}` };
    const reply = await send(null, 'GET', `/api/v1/users/${owner.name}/effective-assignments`, { headers });
    const { items: held } = reply.json() as { items: { project: string | null }[] };
    expect(held.length).toBeGreaterThan(0);
    for (const { project } of held) expect([null, here]).toContain(project);
    const all = await send(owner, 'GET', '/api/v1/users/me/effective-assignments');
    expect((all.json() as { items: unknown[] }).items.length).toBeGreaterThan(held.length);
  });

  it('is nobody’s account: it makes no token, ends none, lists no session and changes no password', async () => {
    const { send, here, secrets, owner } = await world;
    const headers = { Authorization: `Bearer ${secrets.api}` };
    const tried = [
      await send(null, 'POST', '/api/v1/tokens', { headers, body: { name: 'wider', expiresInDays: 1 } }),
      await send(null, 'POST', '/api/v1/tokens', {
        headers,
        body: { name: 'same', expiresInDays: 1, project: here },
      }),
      await send(null, 'GET', '/api/v1/tokens', { headers }),
      await send(null, 'PATCH', '/api/v1/users/me', { headers, body: { fullName: 'Someone Else' } }),
      await send(null, 'PUT', '/api/user', { headers, body: { username: owner.name, full_name: 'Else' } }),
      await send(null, 'PUT', '/api/user', {
        headers,
        body: { username: owner.name, password: 'x'.repeat(20) },
      }),
    ];
    expect(tried.map(({ status }) => status)).toEqual(tried.map(() => 403));
  });

  it('does not tell its owner’s assignment elsewhere from one that is not there', async () => {
    const { send, secrets, planted } = await world;
    const headers = { Authorization: `Bearer ${secrets.api}` };
    const [row] = await database.opened.db
      .select({ id: roleAssignments.id })
      .from(roleAssignments)
      .where(eq(roleAssignments.projectId, planted.id));
    const answers = await Promise.all(
      [row?.id ?? '', crypto.randomUUID()].map(async (id) => {
        const { status, text } = await send(null, 'DELETE', `/api/v1/role-assignments/${id}`, { headers });
        return { status, text: text.replaceAll(id, 'id').replaceAll(/"instance":"[^"]*"/g, '') };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

/** An address in the other project answers as one in a project that is not there. */
async function expectNothingThere(
  { path, access }: Endpoint,
  ask: (project: string) => Promise<{ status: number; text: string }>,
  project: string,
): Promise<void> {
  if (!path.includes('{project}') || access === 'public') return;
  const nowhere = unique('nowhere');
  const there = await ask(project);
  const absent = await ask(nowhere);
  expect(there.status).toBe(absent.status);
  const plain = (text: string, name: string) =>
    text
      .replaceAll(name, 'x')
      .replaceAll(encodeURIComponent(name), 'x')
      .replaceAll(/"instance":"[^"]*"/g, '');
  expect(plain(there.text, project)).toBe(plain(absent.text, nowhere));
}
