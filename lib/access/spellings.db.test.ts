import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { nameProblem } from '@/lib/core/name';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { readListEntry } from '@/lib/lists/read-list-entry';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { readModel } from '@/lib/models/read-model';
import { readVersion } from '@/lib/models/read-version';
import { renameModel } from '@/lib/models/rename-model';
import { resolveAlias } from '@/lib/models/resolve-alias';
import { createUser } from '@/lib/people/create-user';
import { readUser } from '@/lib/people/read-user';
import { createProject } from '@/lib/projects/create-project';
import { readProject } from '@/lib/projects/read-project';
import { resolveProjectAlias } from '@/lib/projects/resolve-project';
import { updateProject } from '@/lib/projects/update-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { readRole } from '@/lib/roles/read-role';
import { signIn } from '@/lib/sign-in/sign-in';
import { readComponent } from '@/lib/stacks/components/read-component';
import { registerComponent } from '@/lib/stacks/components/register-component';
import { writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { readFlavor } from '@/lib/stacks/flavors/read-flavor';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { formerStack } from '@/lib/stacks/former-stack';
import { readStack } from '@/lib/stacks/read-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import { updateStack } from '@/lib/stacks/update-stack';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { readTeam } from '@/lib/teams/read-team';
import { postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as Error,
  );

interface Kind {
  readonly make: (ctx: Ctx, name: string, project: string) => Promise<{ id: string }>;
  readonly read: (ctx: Ctx, name: string, project: string) => Promise<{ id: string; name: string }>;
}

const configured = (name: string) => ({
  configuration: writeConfiguration({ name, uuid: crypto.randomUUID() }),
});
const at = { type: 'orchestrator' };

const EXACT: Record<string, Kind> = {
  model: {
    make: (ctx, name, project) => createModel(ctx, { project, name }),
    read: (ctx, model, project) => readModel(ctx, { project, model }),
  },
  stack: {
    make: (ctx, name) => registerStack(ctx, { name, components: [] }),
    read: (ctx, stack) => readStack(ctx, { stack }),
  },
  component: {
    make: (ctx, name) => registerComponent(ctx, { ...at, name, flavor: 'local', ...configured(name) }),
    read: (ctx, name) => readComponent(ctx, { ...at, name }),
  },
  flavor: {
    make: (ctx, name) => registerFlavor(ctx, { ...at, name, source: 'a.B' }),
    read: (ctx, name) => readFlavor(ctx, { ...at, name }),
  },
};

const FOLDED: Record<string, Kind> = {
  user: {
    make: (ctx, name) => createUser(ctx, { name }),
    read: (ctx, user) => readUser(ctx, { user }),
  },
  team: {
    make: (ctx, name) => createTeam(ctx, { name }),
    read: (ctx, team) => readTeam(ctx, { team }),
  },
  role: {
    make: (ctx, name) => createRole(ctx, { name, permissions: [] }),
    read: (ctx, role) => readRole(ctx, { role }),
  },
  project: {
    make: (ctx, name) => createProject(ctx, { name }),
    read: (ctx, project) => readProject(ctx, { project }),
  },
};

/** Ways to write one thing, differing in case, width or composition. */
const LETTERS = [
  ['a', 'A', 'ａ', 'Ａ'],
  ['ß', 'ẞ', 'ss', 'SS', 'Ss'],
  ['é', 'É'],
  ['ﬁ', 'fi', 'FI'],
  ['σ', 'ς', 'Σ'],
  ['1', '１', '①'],
  ['カ', 'ｶ'],
];
/** Two to four spellings of one name. */
const spelled = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 4 })
  .chain((letters) =>
    fc.uniqueArray(
      fc.tuple(...letters.map((ways) => fc.constantFrom(...ways))).map((text) => text.join('')),
      { minLength: 2, maxLength: 4 },
    ),
  )
  .filter((names) => names.every((name) => nameProblem(name, 'name', 'path') === null));

describe('a name means what is written exactly so', () => {
  for (const [kind, { make, read }] of Object.entries(EXACT))
    it(`${kind}s that differ in case, width or composition are as many, and a lookup finds its own`, async () => {
      const ctx = system();
      await fc.assert(
        fc.asyncProperty(spelled, async (spellings) => {
          const { name: project } = await makeProject(database.opened);
          const mark = unique('x');
          const names = spellings.map((text) => `${mark}${text}`);
          const [unmade = '', ...made] = names;
          const ids = new Map<string, string>();
          for (const name of made) ids.set(name, (await make(ctx, name, project)).id);
          expect(new Set(ids.values()).size).toBe(made.length);
          for (const name of made)
            expect(await read(ctx, name, project)).toMatchObject({ id: ids.get(name), name });
          const absent = read(ctx, unmade, project);
          await expect(absent).rejects.toMatchObject({ code: 'not_found', spelled: { kind } });
          const error: unknown = await absent.catch((caught: unknown) => caught);
          expect(made.some((name) => String(error).includes(name))).toBe(true);
          await expect(make(ctx, made[0] ?? '', project)).rejects.toMatchObject({ code: 'conflict' });
        }),
        { numRuns: 15 },
      );
    });

  for (const [kind, { make, read }] of Object.entries(FOLDED))
    it(`of ${kind}s that differ in case, width or composition there is one, found as it is written`, async () => {
      const ctx = system();
      await fc.assert(
        fc.asyncProperty(spelled, async (spellings) => {
          const mark = unique('x');
          const [made = '', ...others] = spellings.map((text) => `${mark}${text}`);
          const { id } = await make(ctx, made, '');
          expect(await read(ctx, made, '')).toMatchObject({ id, name: made });
          for (const other of others) {
            await expect(make(ctx, other, '')).rejects.toMatchObject({ code: 'conflict' });
            await expect(read(ctx, other, '')).rejects.toMatchObject({
              code: 'not_found',
              message: expect.stringMatching(new RegExp(` not found\\. There is ${made}\\.$`, 'u')),
            });
          }
        }),
        { numRuns: 15 },
      );
    });
});

describe('the sentence of who finds nothing', () => {
  it('names other spellings of versions, artifacts, pipelines and entries too', async () => {
    const [project, mark] = [unique('project'), unique('É')];
    await createProject(system(), { name: project });
    await createModel(system(), { project, name: 'm' });
    const at = { project, model: 'm', version: mark };
    await createVersion(system(), { ...at, name: mark });
    await writeArtifact(system(), { ...at, artifactText: postedArtifactText('evidence') });
    await createListEntry(system(), { list: 'tags', name: mark, description: '', parent: null });
    await createCatalogEntry(system(), {
      catalog: 'local',
      identifier: mark,
      tags: [],
      qualityAttribute: 'Robustness',
      code: 'x',
      description: null,
      inputs: null,
      output: null,
    });
    const other = mark.toLowerCase();
    const evidence = { ...at, artifact: 'evidence.accuracy' };
    expect(await readArtifact(system(), evidence)).toMatchObject({ identifier: 'evidence.accuracy' });
    const looks: [string, () => Promise<unknown>][] = [
      [mark, () => readVersion(system(), { ...at, version: other })],
      ['evidence.accuracy', () => readArtifact(system(), { ...evidence, artifact: 'evidence.Accuracy' })],
      [mark, () => readListEntry(system(), { list: 'tags', name: other })],
      [mark, () => readCatalogEntry(system(), { catalog: 'local', identifier: other })],
    ];
    for (const [name, look] of looks)
      expect((await refusalOf(look()))?.message).toMatch(
        new RegExp(` not found\\. There is ${name}\\.$`, 'u'),
      );
  });

  it('names another spelling only to who may read it, and is the same whether the name is there or not', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    for (const name of ['CaseModel', 'casemodel'])
      await createModel(system(), { project: project.name, name });
    const { id } = await readModel(system(), { project: project.name, model: 'CaseModel' });
    const reader = await makeUser(opened, { role: 'viewer', projectId: project.id });
    const stranger = await makeUser(opened);
    const some = await makeUser(opened);
    const role = await createRole(system(), {
      name: unique('one'),
      permissions: [{ operation: 'model', type: 'read', resourceId: id }],
    });
    await assignRole(system(), { role: role.name, user: some.name, project: null });

    const look = (who: { ctx: () => Ctx }, model: string) =>
      refusalOf(readModel(who.ctx(), { project: project.name, model }));
    expect((await look(reader, 'CASEMODEL'))?.message).toBe(
      'Model CASEMODEL not found. There are CaseModel and casemodel.',
    );
    // One of them is theirs to read: of the other they hear nothing, by whichever name they ask.
    expect((await look(some, 'CASEMODEL'))?.message).toBe('Model CASEMODEL not found. There is CaseModel.');
    expect(await look(some, 'casemodel')).toMatchObject({
      message: 'Model casemodel not found. There is CaseModel.',
      hidden: true,
    });
    expect(await look(some, 'CASEMODEL')).toMatchObject({ hidden: true });
    for (const model of ['CASEMODEL', 'CaseModel', 'none'])
      expect(await look(stranger, model)).toMatchObject({
        message: `Project ${project.name} not found.`,
        hidden: true,
        spelled: null,
      });
    const upper = project.name.toUpperCase();
    expect(await refusalOf(readProject(stranger.ctx(), { project: upper }))).toMatchObject({
      message: `Project ${upper} not found.`,
      spelled: null,
    });
    expect(await refusalOf(readProject(reader.ctx(), { project: upper }))).toMatchObject({
      message: `Project ${upper} not found. There is ${project.name}.`,
    });
  });

  it('names a team to its members and a person to themselves, and neither to others', async () => {
    const { opened } = database;
    const member = await makeUser(opened);
    const stranger = await makeUser(opened);
    const team = unique('team');
    await createTeam(system(), { name: team });
    await addTeamMember(system(), { team, user: member.name });
    const [teamUp, memberUp] = [team.toUpperCase(), member.name.toUpperCase()];
    expect(await refusalOf(readTeam(member.ctx(), { team: teamUp }))).toMatchObject({
      spelled: { names: [team] },
    });
    expect(await refusalOf(readTeam(stranger.ctx(), { team: teamUp }))).toMatchObject({
      spelled: null,
      hidden: true,
    });
    expect(await refusalOf(readUser(member.ctx(), { user: memberUp }))).toMatchObject({
      spelled: { names: [member.name] },
    });
    expect(await refusalOf(readUser(stranger.ctx(), { user: memberUp }))).toMatchObject({
      spelled: null,
      hidden: true,
    });
  });

  it('says nothing at sign-in: another spelling is nobody', async () => {
    const name = unique('ada');
    const password = 'correct horse battery staple';
    await createUser(system(), { name, password });
    const requestContext = () =>
      requestContextFor(database.opened, { address: `198.51.100.${Math.floor(Math.random() * 250)}` });
    await expect(signIn(requestContext(), { name, password })).resolves.toMatchObject({ name });
    const wrong = await refusalOf(signIn(requestContext(), { name, password: 'something else entirely' }));
    for (const other of [name.toUpperCase(), `${name}x`])
      expect((await refusalOf(signIn(requestContext(), { name: other, password })))?.message).toBe(
        wrong?.message,
      );
  });
});

it('the project default keeps its very spelling, by which clients mean it', async () => {
  await expect(updateProject(system(), { project: 'default', name: 'Default' })).rejects.toMatchObject({
    code: 'precondition',
  });
});

it('a name that changes nothing but its case is a new name, and the old one leads to it', async () => {
  const [project, again] = [unique('project'), unique('Again')];
  await createProject(system(), { name: project });
  await createModel(system(), { project, name: 'CaseModel' });
  await renameModel(system(), { project, model: 'CaseModel', name: 'casemodel' });
  await expect(readModel(system(), { project, model: 'CaseModel' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await resolveAlias(system(), { project, model: 'CaseModel' })).toEqual({
    project,
    model: 'casemodel',
  });
  expect(await resolveAlias(system(), { project, model: 'CASEMODEL' })).toBeNull();
  await createModel(system(), { project, name: 'CaseModel' });
  expect(await resolveAlias(system(), { project, model: 'CaseModel' })).toBeNull();

  await updateProject(system(), { project, name: project.toUpperCase() });
  expect(await resolveProjectAlias(system(), project)).toBe(project.toUpperCase());
  await registerStack(system(), { name: again, components: [] });
  await updateStack(system(), { stack: again, name: again.toLowerCase() });
  expect(await formerStack(system(), { stack: again })).toBe(again.toLowerCase());
  expect(await formerStack(system(), { stack: again.toUpperCase() })).toBeNull();
});
