import { writeFile } from 'node:fs/promises';
import { eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  pipelineRuns,
  projects,
  roleAssignments,
  rolePermissions,
  roles,
  runSteps,
  stackComponents,
  teamMemberships,
  teams,
  users,
} from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { writeFolder } from '@/lib/archives/testing/archives';
import { createProject } from '@/lib/projects/create-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { readRunAsPosted } from '@/lib/runs/read-run-as-posted';
import { readComponent } from '@/lib/stacks/components/read-component';
import { createFirstStack } from '@/lib/stacks/create-first-stack';
import { listStackConfigurations } from '@/lib/stacks/list-stack-configurations';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import {
  creationDate,
  fileOf,
  makeZenFixture,
  withFile,
  type ZenFixture,
} from '@/lib/transfer/testing/zen-fixture';
import { importPath, linesOf } from '@/lib/transfer/testing/zen-world';

// People, roles and stacks belong to the whole store: other files' tests must not see them.
const database = testDatabase({ fresh: true });
const { importer, at } = importWorld(() => database.opened);
const written = ({ members }: Pick<ZenFixture, 'members'>) => writeFolder(at(''), members);
const rowsOf = async (fixture: ZenFixture) => {
  const { db } = database.opened;
  const ends = `%${fixture.id}`;
  return {
    users: await db.select().from(users).where(like(users.name, ends)),
    teams: await db.select().from(teams).where(like(teams.name, ends)),
    projects: await db.select().from(projects).where(like(projects.name, ends)),
    roles: await db.select().from(roles).where(like(roles.name, ends)),
    runs: await db
      .select()
      .from(pipelineRuns)
      .where(like(pipelineRuns.name, `%${fixture.id}%`)),
  };
};

describe('a LocalZenStore', () => {
  it('tells what it would do and writes nothing, then does exactly that, and nothing a second time', async () => {
    const fixture = makeZenFixture();
    const path = await written(fixture);
    const plan = await importPath(importer(), path, { dryRun: true });
    expect((await rowsOf(fixture)).users).toEqual([]);
    const report = await importPath(importer(), path);
    expect(linesOf(report, fixture.id)).toEqual(linesOf(plan, fixture.id));
    expect(report.totals).toMatchObject({ refused: 0, differs: 0, replace: 0 });
    expect(linesOf(report, fixture.id)).toEqual(
      expect.arrayContaining([
        'project shop-*: take',
        'pipeline_run paint_*-24_May_22-10_00_00_000001: take',
        'pipeline_run paint_* / by-hand-*: take | Its user is not known here: the id that the store has is kept.',
        'stack studio-*: take',
        'stack_component artifact_store / bucket-*: take',
        'flavor orchestrator / brush-*: take',
        'user mia-*: take | Arrives without a password.',
        'team crew-*: take',
        'membership crew-* / mia-*: take',
        'role painter-*: take | Arrives without permissions.',
        'role_assignment painter-* / crew-* in shop-*: take',
      ]),
    );
    const again = await importPath(importer(), path);
    expect(again.totals).toMatchObject({ take: 0, differs: 0, refused: 0, skipped: 0 });
    expect((await rowsOf(fixture)).runs).toHaveLength(3);
  });

  it('keeps ids, dates, memberships and the bytes of configurations', async () => {
    const fixture = makeZenFixture();
    await importPath(importer(), await written(fixture));
    const { ids, id } = fixture;
    const rows = await rowsOf(fixture);
    const createdAt = new Date(`${creationDate.slice(0, 23)}Z`);
    expect(rows.users).toMatchObject([{ id: ids.mia, createdAt, passwordHash: null, isActive: true }]);
    expect(rows.teams).toMatchObject([{ id: ids.crew, createdAt }]);
    expect(rows.projects).toMatchObject([{ id: ids.shop, createdAt, description: 'Sells things' }]);
    expect(rows.roles).toMatchObject([{ id: ids.painter, createdAt, origin: 'custom' }]);
    const { db } = database.opened;
    expect(await db.select().from(teamMemberships).where(eq(teamMemberships.teamId, ids.crew))).toMatchObject(
      [{ userId: ids.mia }],
    );
    expect(
      await db.select().from(roleAssignments).where(eq(roleAssignments.roleId, ids.painter)),
    ).toMatchObject([{ teamId: ids.crew, userId: null, projectId: ids.shop, createdAt }]);
    const component = await readComponent(importer(), { type: 'artifact_store', name: `bucket-${id}` });
    expect(component).toMatchObject({
      id: fixture.uuids['artifact_store'],
      flavor: 's3',
      fields: { path: 's3://paint', secret: '********' },
      configuration: fileOf(fixture, `artifact_stores/bucket-${id}.yaml`),
    });
  });

  it('keeps runs as their client posted them, to the digit, with who ran them and when', async () => {
    const fixture = makeZenFixture();
    await importPath(importer(), await written(fixture));
    const { id, ids, runs } = fixture;
    const run = await readRunAsPosted(importer(), {
      project: `shop-${id}`,
      pipeline: `paint_${id}`,
      run: runs[0],
    });
    const start = new Date('2022-05-24T10:00:00.000Z');
    expect(run).toMatchObject({
      userId: ids.mia,
      createdBy: `mia-${id}`,
      startedAt: start,
      createdAt: start,
      claimedUserId: null,
      wireProject: `shop-${id}`,
      gitSha: '12e34',
      clientVersion: '0.8.1',
      runtimeConfigurationText: `{"interval":86400.0,"run_name":"${runs[0]}","schedule":null}`,
    });
    expect(JSON.parse(run.pipelineText)).toMatchObject({ docstring: 'Paints: all of it.\nTwice.' });
    expect(JSON.parse(run.stackText)).toMatchObject({
      name: `studio-${id}`,
      components: [{ type: 'orchestrator' }, {}],
    });
    expect(run.stack.components[1]?.fields).toMatchObject({ secret: '********' });
    const { db } = database.opened;
    const steps = await db
      .select()
      .from(runSteps)
      .where(eq(runSteps.runId, run.id))
      .orderBy(runSteps.position);
    expect(steps.map(({ name }) => name)).toEqual(['mix', 'apply']);
    const [other] = await db.select().from(pipelineRuns).where(eq(pipelineRuns.name, runs[2]));
    const [project] = await db
      .select()
      .from(projects)
      .where(eq(projects.id, other?.projectId ?? ''));
    expect([project?.name, other?.wireProject, other?.createdByName]).toEqual(['default', null, 'import']);
    expect(other?.claimedUserId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs((other?.startedAt.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
  });

  it('links runs to the stack of their name that is here', async () => {
    const fixture = makeZenFixture();
    await importPath(importer(), await written(fixture));
    const { runs } = await rowsOf(fixture);
    expect(new Set(runs.map(({ stackId }) => stackId)).size).toBe(1);
    expect(runs[0]?.stackId).not.toBeNull();
  });
});

describe('several profiles', () => {
  it('are one import: what the first brings is there for the second, in a dry run too', async () => {
    const fixture = makeZenFixture();
    const members = ['one', 'two'].flatMap((profile) =>
      fixture.members.map((member) => ({ ...member, name: `profiles/${profile}/${member.name}` })),
    );
    const path = await writeFolder(at(''), members);
    const plan = await importPath(importer(), path, { dryRun: true });
    expect((await importPath(importer(), path)).lines).toEqual(plan.lines);
    expect(linesOf(plan, fixture.id)).toEqual(
      expect.arrayContaining([
        'user two: mia-*: present',
        'pipeline_run two: paint_*-24_May_22-10_00_00_000001: present',
      ]),
    );
  });
});

describe('a stack that 0.20 or later exported', () => {
  it('comes with its values where they belong, without the parts that this store has no type for', async () => {
    const name = unique('gull');
    const path = at('.yaml');
    const text = `zenml_version: 0.45.0
stack_name: ${name}
components:
  orchestrator:
    flavor: kubernetes
    name: ${name}
    configuration: {"kubernetes_context": "north", "synchronous": True}
  image_builder: {flavor: local, name: ${name}, configuration: {}}
`;
    await writeFile(path, text);
    const plan = await importPath(importer(), path, { dryRun: true });
    const report = await importPath(importer(), path);
    expect(report.lines).toEqual(plan.lines);
    expect(linesOf(report, name)).toEqual([
      'stack *: take | Left out: image_builder *, of a type that is not known here.',
      expect.stringMatching(
        /^stack_component image_builder \/ \*: refused \| Component type image_builder does not exist/,
      ),
      'stack_component orchestrator / *: take | Its values stood below configuration, where ZenML 0.20 and later write them.',
    ]);
    const { fields } = await readComponent(importer(), { type: 'orchestrator', name });
    expect(fields).toMatchObject({ kubernetes_context: 'north', synchronous: true });
    expect(fields).not.toHaveProperty('configuration');
    expect((await importPath(importer(), path)).totals).toMatchObject({ take: 0, present: 2, differs: 0 });
  });
});

describe('into a store that has things', () => {
  it('what is here by its name keeps its id, and is found by the imported one from then on', async () => {
    const fixture = makeZenFixture();
    const { id, ids } = fixture;
    const here = await makeUser(database.opened, null, `mia-${id}`);
    const project = await createProject(importer(), { name: `shop-${id}`, description: 'Other words' });
    const report = await importPath(importer(), await written(fixture));
    expect(linesOf(report, id)).toEqual(
      expect.arrayContaining([
        'user mia-*: present',
        'project shop-*: differs | Another description is here.',
      ]),
    );
    const rows = await rowsOf(fixture);
    expect(rows.users.map((row) => row.id)).toEqual([here.id]);
    const run = rows.runs.find(({ name }) => name === fixture.runs[0]);
    expect(run).toMatchObject({ createdById: here.id, createdByName: here.name, projectId: project.id });
    // A later store that names the person only by the imported id means the same person.
    const later = makeZenFixture();
    const body = fileOf(later, 'pipeline_runs.yaml').replaceAll(later.ids.mia, ids.mia);
    await importPath(importer(), await written({ members: withFile(later, 'pipeline_runs.yaml', body) }));
    const [first] = (await rowsOf(later)).runs.filter(({ name }) => name === later.runs[0]);
    expect(first).toMatchObject({ createdById: here.id });
  });

  it('who is here under another spelling is not who comes: that one is refused, in a dry run too', async () => {
    const fixture = makeZenFixture();
    const { id } = fixture;
    const here = await makeUser(database.opened, null, `MIA-${id}`);
    await createProject(importer(), { name: `SHOP-${id}` });
    const source = await written(fixture);
    const planned = await importPath(importer(), source, { dryRun: true });
    const report = await importPath(importer(), source);
    expect(report.lines).toEqual(planned.lines);
    expect(linesOf(report, id)).toEqual(
      expect.arrayContaining([
        'user mia-*: refused | A user called MIA-* is here, and two users never differ only in case or width.',
        'project shop-*: refused | A project called SHOP-* is here, and two projects never differ only in case or width.',
      ]),
    );
    const rows = await rowsOf(fixture);
    expect(rows.users.map((row) => row.id)).toEqual([here.id]);
    expect(rows.runs.filter((run) => run.createdById === here.id)).toEqual([]);
    expect(linesOf(report, id)).toContainEqual(
      expect.stringMatching(/^pipeline_run .*: refused \| Its project shop-\* was not taken\.$/),
    );
  });

  it('says in which fields components and runs differ, and keeps what is here', async () => {
    const fixture = makeZenFixture();
    const { id } = fixture;
    await importPath(importer(), await written(fixture));
    const store = fileOf(fixture, `artifact_stores/bucket-${id}.yaml`).replace('hush', 'shout');
    const runs = fileOf(fixture, 'pipeline_runs.yaml').replace('interval: 86400.0', 'interval: 86400.5');
    const changed = {
      members: withFile(
        { members: withFile(fixture, 'pipeline_runs.yaml', runs) },
        `artifact_stores/bucket-${id}.yaml`,
        store,
      ),
    };
    const report = await importPath(importer(), await written(changed));
    expect(linesOf(report, id).filter((line) => / differs|secret/.test(line))).toEqual([
      'pipeline_run paint_*-24_May_22-10_00_00_000001: differs | Another is here: runtime_configuration.',
      'stack studio-*: differs | Its artifact store bucket-* is bucket-*-2 here: another one has that name (secret). | Another one is here: artifact store.',
      'stack_component artifact_store / bucket-*-2: take | Is called bucket-* there; another one has that name here: secret.',
    ]);
    const kept = await readComponent(importer(), { type: 'artifact_store', name: `bucket-${id}` });
    expect(kept.configuration).toContain('hush');
  });

  it('gives a fresh id where something else has the imported one', async () => {
    const [fixture, other] = [makeZenFixture(), makeZenFixture()];
    await importPath(importer(), await written(fixture));
    const body = fileOf(other, 'stacks.yaml').replaceAll(other.ids.crew, fixture.ids.crew);
    const report = await importPath(
      importer(),
      await written({ members: withFile(other, 'stacks.yaml', body) }),
    );
    expect(report.totals.refused).toBe(0);
    const [team] = (await rowsOf(other)).teams;
    expect(team?.id).not.toBe(fixture.ids.crew);
    const members = await database.opened.db
      .select()
      .from(teamMemberships)
      .where(eq(teamMemberships.teamId, team?.id ?? ''));
    expect(members).toMatchObject([{ userId: other.ids.mia }]);
  });
});

describe('power', () => {
  it('does not come along: a role called like a built-in one is renamed, and all are empty', async () => {
    const fixture = makeZenFixture();
    await importPath(importer(), await written(fixture));
    const { db } = database.opened;
    const [role] = await db.select().from(roles).where(eq(roles.name, 'admin (imported)'));
    const permissions = await db
      .select()
      .from(rolePermissions)
      .where(eq(rolePermissions.roleId, role?.id ?? ''));
    expect(permissions).toEqual([]);
    const mia = ctxFor(database.opened, {
      kind: 'session',
      userId: fixture.ids.mia,
      name: 'mia',
      credentialId: null,
      limit: null,
    });
    expect(await can(mia, { operation: 'user', type: 'create', projectId: null })).toBe(false);
    expect(await can(mia, { operation: 'model', type: 'read', projectId: fixture.ids.shop })).toBe(false);
  });

  it('of a team or role that is here is not given to anybody by a file', async () => {
    const fixture = makeZenFixture();
    const { id } = fixture;
    const team = await createTeam(importer(), { name: `crew-${id}` });
    await assignRole(importer(), { role: 'viewer', team: team.name });
    await createRole(importer(), {
      name: `painter-${id}`,
      permissions: [{ operation: 'stack', type: 'delete' }],
    });
    const report = await importPath(importer(), await written(fixture));
    expect(linesOf(report, id)).toEqual(
      expect.arrayContaining([
        'membership crew-* / mia-*: skipped | The team permits something here: somebody who may has to add them.',
        'role_assignment painter-* / crew-* in shop-*: skipped | The role permits something here: somebody who may has to assign it.',
      ]),
    );
  });

  it('to import is that of an administrator who has just signed in', async () => {
    const path = await written(makeZenFixture());
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    await expect(importPath(maintainer.ctx(), path, { dryRun: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const nobody = ctxFor(database.opened, { kind: 'anonymous' });
    await expect(importPath(nobody, path)).rejects.toMatchObject({ code: 'unauthenticated' });
    const admin = await makeUser(database.opened, { role: 'admin' });
    const stale = {
      ...admin.ctx(),
      actor: { ...admin.ctx().actor, credentialId: admin.id } as ReturnType<typeof admin.ctx>['actor'],
    };
    await expect(importPath(stale, path)).rejects.toMatchObject({ code: 'precondition' });
    expect((await importPath(admin.ctx(), path)).totals.refused).toBe(0);
  });
});

describe('what is broken', () => {
  it('is told, and everything else is taken', async () => {
    const fixture = makeZenFixture();
    const { id, ids } = fixture;
    const stacks = fileOf(fixture, 'stacks.yaml')
      .replace(
        `    easel-${id}: local`,
        `    easel-${id}: local\n    gone-${id}: local\n    bad-${id}: local`,
      )
      .replace(`    orchestrator: easel-${id}`, `    orchestrator: gone-${id}`)
      .replace(`  - mia-${id}`, `  - mia-${id}\n  - nobody`)
      .replace(`role_id: ${ids.painter}`, 'role_id: 00000000-0000-4000-8000-000000000000')
      .replace('name: default\n', 'name: de/fault\n');
    const runs = fileOf(fixture, 'pipeline_runs.yaml').replace('      name: paint', '      naem: paint');
    const members = [
      ...withFile({ members: withFile(fixture, 'stacks.yaml', stacks) }, 'pipeline_runs.yaml', runs),
      { name: `orchestrators/bad-${id}.yaml`, body: `name: bad-${id}\n` },
      { name: 'orchestrators/unlisted.yaml', body: `name: unlisted\nuuid: ${ids.mia}\n` },
    ];
    const report = await importPath(importer(), await written({ members }));
    expect(linesOf(report, id).filter((line) => / (refused|skipped)|Left out/.test(line))).toEqual([
      'pipeline_run paint_*-24_May_22-10_00_00_000001: refused | The run has no pipeline.name.',
      `stack studio-*: take | Left out: orchestrator gone-* is not in the store, or was refused.`,
      "stack_component orchestrator / bad-*: refused | config must have the component's id as a UUID in 'uuid'.",
      'stack_component orchestrator / gone-*: refused | There is no file with its configuration.',
      'user de/fault: refused | User name must not contain any of / ? # %.',
      'membership crew-* / nobody: refused | There is no user nobody in the store.',
      'role_assignment 00000000-0000-4000-8000-000000000000 / crew-* in shop-*: refused | The role is not in the store, or was refused.',
      'file orchestrators/unlisted.yaml: skipped | The store does not list this component: its flavor is not known.',
    ]);
    expect(report.totals.take).toBeGreaterThan(8);
  });

  it('in a configuration of a run leaves the run and its bytes as they were', async () => {
    const fixture = makeZenFixture();
    const { id, runs } = fixture;
    const body = fileOf(fixture, 'pipeline_runs.yaml').replace(/config: \S+/, 'config: bm8gWUFNTDog');
    await importPath(importer(), await written({ members: withFile(fixture, 'pipeline_runs.yaml', body) }));
    const run = await readRunAsPosted(importer(), { pipeline: `paint_${id}`, run: runs[0] });
    expect(run.stack.components[0]).toMatchObject({ name: `easel-${id}`, fields: {} });
    expect(run.stackText).toContain('"config":"bm8gWUFNTDog"');
  });

  it('as a whole file leaves what the other files hold', async () => {
    const fixture = makeZenFixture();
    const members = withFile(fixture, 'stacks.yaml', 'users: &a [*a]\n');
    const report = await importPath(importer(), await written({ members }));
    expect(linesOf(report, fixture.id)).toContain(
      'file stacks.yaml: refused | People, projects, roles and stacks are left out: stacks.yaml is not YAML that is taken here: it holds an anchor.',
    );
    expect((await rowsOf(fixture)).runs).toHaveLength(3);
  });
});

describe('runs', () => {
  it('make the project that they name and nobody listed, or go where the import says', async () => {
    const fixture = makeZenFixture();
    const { id } = fixture;
    const body = fileOf(fixture, 'pipeline_runs.yaml').replace(
      `project_name: shop-${id}`,
      `project_name: attic-${id}`,
    );
    const path = await written({ members: withFile(fixture, 'pipeline_runs.yaml', body) });
    const plan = await importPath(importer(), path, { dryRun: true });
    expect(linesOf(plan, id)).toContain(
      'project attic-*: take | Runs name it; the store has no such project.',
    );
    expect(plan.projects).toEqual([`attic-${id}`, 'default']);
    const project = await createProject(importer(), { name: unique('all') });
    const report = await importPath(importer(), path, { project: project.name });
    expect(report.projects).toEqual([project.name]);
    const { runs } = await rowsOf(fixture);
    expect(new Set(runs.map(({ projectId }) => projectId))).toEqual(new Set([project.id]));
    expect(runs.find(({ name }) => name === fixture.runs[0])?.wireProject).toBe(`attic-${id}`);
  });

  it('of one name in one file: the first counts, and the other is told', async () => {
    const fixture = makeZenFixture();
    const body = fileOf(fixture, 'pipeline_runs.yaml').replaceAll(fixture.runs[1], fixture.runs[0]);
    const members = withFile(
      fixture,
      'pipeline_runs.yaml',
      body.replace('project_name: null', `project_name: shop-${fixture.id}`),
    );
    const path = await written({ members });
    const plan = await importPath(importer(), path, { dryRun: true });
    const report = await importPath(importer(), path);
    for (const each of [plan, report])
      expect(linesOf(each, fixture.id)).toContain(
        'pipeline_run paint_*-24_May_22-10_00_00_000001: differs | An earlier run of this import has the same name, and that one counts.',
      );
  });
});

describe('the stack that a store begins with', () => {
  it('gives way to an imported one, once, and the stack keeps its components', async () => {
    await createFirstStack(ctxFor(database.opened, SYSTEM), { isWanted: true });
    const fixture = makeZenFixture();
    const { id } = fixture;
    const text = (uuid: string) => `name: default\nuuid: ${uuid}\n`;
    const stacks = fileOf(fixture, 'stacks.yaml')
      .replace(`    easel-${id}: local`, `    default: local`)
      .replace(`    orchestrator: easel-${id}`, `    orchestrator: default`);
    const store = (uuid: string) => ({
      members: [
        ...withFile(fixture, 'stacks.yaml', stacks),
        { name: 'orchestrators/default.yaml', body: text(uuid) },
      ],
    });
    const first = await importPath(importer(), await written(store(fixture.ids.crew)));
    expect(linesOf(first, id)).toContain(
      'stack_component orchestrator / default: replace | Takes the place of the one that this store began with.',
    );
    const second = await importPath(importer(), await written(store(fixture.ids.shop)));
    expect(linesOf(second, id)).toContain(
      'stack_component orchestrator / default: differs | Another is here: uuid.',
    );
    const component = await readComponent(importer(), { type: 'orchestrator', name: 'default' });
    expect(component.configuration).toBe(text(fixture.ids.crew));
    const [{ components } = { components: [] }] = (await listStackConfigurations(importer())).filter(
      ({ name }) => name === 'default',
    );
    expect(components.map(([type]) => type)).toEqual(['orchestrator', 'metadata_store', 'artifact_store']);
    expect(
      await database.opened.db.select().from(stackComponents).where(eq(stackComponents.name, 'default')),
    ).toHaveLength(3);
  });
});
