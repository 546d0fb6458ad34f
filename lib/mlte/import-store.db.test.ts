import { and, eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { artifactRevisions, artifacts, auditEvents, models, users, versions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { writeFolder, writeTar, writeZip } from '@/lib/archives/testing/archives';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { openSource } from '@/lib/transfer/open-source';
import { fixtureArtifact, having, importWorld, reportLines } from '@/lib/transfer/testing/import-world';
import { makeFixture } from '@/lib/transfer/testing/mlte-fixture';
import { applyImport, planImport } from './import-store';

// Lists, catalogs and people belong to the whole store: other files' tests must not see them.
const database = testDatabase({ fresh: true });
const { at, importer, sourceOf } = importWorld(() => database.opened);

async function headsOf(model: string) {
  return database.opened.db
    .select({
      identifier: artifacts.identifier,
      level: artifacts.level,
      head: artifacts.headRevision,
      creator: artifactRevisions.creatorName,
      stampedAt: artifactRevisions.stampedAt,
      writtenBy: artifactRevisions.createdByName,
      body: artifactRevisions.body,
    })
    .from(artifacts)
    .innerJoin(models, eq(models.id, artifacts.modelId))
    .innerJoin(
      artifactRevisions,
      and(
        eq(artifactRevisions.artifactId, artifacts.id),
        eq(artifactRevisions.revision, artifacts.headRevision),
      ),
    )
    .where(eq(models.name, model))
    .orderBy(artifacts.identifier);
}

const ALL = [
  'model *-Orchard: take',
  'model *-a/b: take',
  'version *-Orchard / 1.0: take',
  'version *-Orchard / 2.0: take',
  'version *-a/b / 1/0: take',
  'artifact *-Orchard / 1.0 / evidence.ripe: take',
  'artifact *-Orchard / 1.0 / report.default-20231114-221324: take',
  'artifact *-Orchard / 1.0 / results.default: take',
  'artifact *-Orchard / card.default: take',
  'artifact *-Orchard / suite.default: take',
  'catalog *-own: take',
  'catalog_entry *-own / *-firm: take',
  'catalog_entry sample / *-ripe: take',
  'list_entry qa_categories / * Taste: take',
  'list_entry quality_attributes / * Ripeness: take',
  'list_entry tags / * Fruit: take',
  'user *-gone: take',
  'user *-guest: take',
  'user *-maker: take',
  'role *-edit-model-x: take',
  'permission model-put-x: skipped',
  'file README.md: skipped',
];

describe('a whole store', () => {
  it('is told alike from a folder, a zip, a tar and a nested tar.gz, and writes nothing in a dry run', async () => {
    const fixture = makeFixture();
    const nested = fixture.members.map((member) => ({ ...member, name: `./my store/${member.name}` }));
    const sources = [
      await writeFolder(at(''), fixture.members),
      await writeZip(at('.zip'), fixture.members),
      await writeTar(at('.tar'), [...fixture.members].reverse()),
      await writeTar(at('.tgz'), nested, true),
    ];
    for (const source of sources) {
      const report = await planImport(importer(), await openSource(source), { project: 'default' });
      expect(reportLines(report, fixture).map((line) => line.replace('file my store/', 'file '))).toEqual(
        ALL,
      );
      expect(report).toMatchObject({ dryRun: true, totals: { take: 20, skipped: 2, refused: 0 } });
    }
    expect(await headsOf(fixture.model)).toEqual([]);
    const made = database.opened.db
      .select()
      .from(users)
      .where(like(users.name, `${fixture.id}%`));
    expect(await made).toEqual([]);
  });

  it('is written as its dry run said, and a second time changes nothing', async () => {
    const fixture = makeFixture();
    const source = await sourceOf(fixture.members);
    const project = await makeProject(database.opened);
    const plan = await planImport(importer(), source, { project: project.name });
    const report = await applyImport(importer(), source, { project: project.name });
    expect({ ...report, dryRun: true }).toEqual(plan);
    expect(reportLines(report, fixture)).toEqual(ALL);

    const events = () => database.opened.db.$count(auditEvents);
    const before = await events();
    const again = await applyImport(importer(), source, { project: project.name, overwrite: true });
    expect(again.totals).toEqual({ take: 0, replace: 0, present: 19, differs: 0, skipped: 2, refused: 0 });
    expect(await events()).toBe(before);
  });

  it('is brought once by two imports at the same time, and neither trips over the other', async () => {
    const fixture = makeFixture();
    const source = await openSource(await writeTar(at('.tar'), fixture.members));
    const reports = await Promise.all(
      [0, 1].map(() => applyImport(importer(), source, { project: 'default' })),
    );
    const [one, other] = reports.map((report) => report.totals);
    expect([one?.refused, other?.refused]).toEqual([0, 0]);
    for (const head of await headsOf(fixture.model)) expect(head.head).toBe(1);
    expect(await headsOf(fixture.model)).toHaveLength(5);
  });

  it('goes into the project that was named, and keeps empty versions', async () => {
    const fixture = makeFixture();
    const project = await makeProject(database.opened);
    await applyImport(importer(), await sourceOf(fixture.members), { project: project.name });
    const found = await database.opened.db
      .select({ project: models.projectId, model: models.name, version: versions.name })
      .from(versions)
      .innerJoin(models, eq(models.id, versions.modelId))
      .where(like(models.name, `${fixture.id}%`))
      .orderBy(versions.name);
    expect(found).toEqual([
      { project: project.id, model: fixture.model, version: '1.0' },
      { project: project.id, model: `${fixture.id}-a/b`, version: '1/0' },
      { project: project.id, model: fixture.model, version: '2.0' },
    ]);
  });
});

describe('artifacts', () => {
  it('keep creator and time beside who really wrote, and their body character for character', async () => {
    const fixture = makeFixture();
    const admin = await makeUser(database.opened, { role: 'admin' });
    await applyImport(admin.ctx(), await sourceOf(fixture.members), { project: 'default' });
    const heads = await headsOf(fixture.model);
    expect(heads.map(({ identifier, level, stampedAt }) => [identifier, level, stampedAt.getTime()])).toEqual(
      [
        ['card.default', 'model', 1_700_000_001_000],
        ['evidence.ripe', 'version', 1_700_000_003_000],
        ['report.default-20231114-221324', 'version', 1_700_000_005_000],
        ['results.default', 'version', 1_700_000_004_000],
        ['suite.default', 'model', 1_700_000_002_000],
      ],
    );
    for (const head of heads)
      expect(head).toMatchObject({ creator: `${fixture.id}-maker`, writtenBy: admin.name, head: 1 });
    const file = String(fixture.members.find(({ name }) => name.endsWith('evidence.ripe.json'))?.body);
    const evidence = heads.find(({ identifier }) => identifier === 'evidence.ripe');
    expect(file).toContain(`"body": ${evidence?.body}`);
    expect(heads[0]?.body).toContain('"identifier": "card.default-qas_002"');
  });

  it('that differ stay, unless they are to be overwritten, and then keep the old revision', async () => {
    const fixture = makeFixture();
    await applyImport(importer(), await sourceOf(fixture.members), { project: 'default' });
    const name = `models/${fixture.model}/1.0/evidence.ripe.json`;
    const file = fixtureArtifact(fixture, name);
    const changed = await sourceOf(
      having(fixture, name, {
        ...file,
        body: { ...file.body, value: { evidence_type: 'real', real: 0.75, unit: null } },
      }),
    );
    const line = async (overwrite: boolean, from = changed) => {
      const report = await applyImport(importer(), from, { project: 'default', overwrite });
      return report.lines.find(({ name: message }) => message.endsWith('evidence.ripe'));
    };
    expect(await line(false)).toMatchObject({ action: 'differs' });
    expect((await headsOf(fixture.model))[1]).toMatchObject({ head: 1 });
    expect(await line(true)).toMatchObject({ action: 'replace' });
    expect((await headsOf(fixture.model))[1]).toMatchObject({ head: 2 });
    expect(await line(true)).toMatchObject({ action: 'present' });
    expect(await line(false, await sourceOf(fixture.members))).toMatchObject({
      action: 'present',
      notes: ['Is revision 1 here; it was changed since.'],
    });
  });

  it('go by their folder, not by the level or the name inside', async () => {
    const fixture = makeFixture();
    const card = fixtureArtifact(fixture, `models/${fixture.model}/card.default.json`);
    const header = { ...card.header, identifier: 'card.another', level: 'version' };
    const members = having(fixture, `models/${fixture.model}/card.second.json`, { ...card, header });
    const report = await applyImport(importer(), await sourceOf(members), { project: 'default' });
    expect(report.lines.find(({ name }) => name.endsWith('card.second'))).toMatchObject({
      action: 'take',
      notes: [
        'Inside the file it is called card.another; its file name counts.',
        'Its header says level version; its folder counts.',
      ],
    });
  });

  it('of one name in two versions are not laid over each other', async () => {
    const fixture = makeFixture();
    const card = String(fixture.members.find(({ name }) => name.endsWith('card.default.json'))?.body);
    const members = [
      ...fixture.members,
      { name: `models/${fixture.model}/1.0/card.default.json`, body: card.replace('Sort', 'Count') },
    ];
    for (const overwrite of [true, true]) {
      const options = { project: 'default', overwrite };
      const report = await applyImport(importer(), await sourceOf(members), options);
      const cards = report.lines.filter(({ name }) => name.endsWith('card.default'));
      expect(cards.map(({ action }) => action).sort()).toContain('refused');
    }
    expect((await headsOf(fixture.model))[0]).toMatchObject({ head: 1, level: 'model' });
  });

  it('that are broken are told, each with why, and take nothing else down', async () => {
    const fixture = makeFixture();
    const folderOf = `models/${fixture.model}`;
    const evidence = fixtureArtifact(fixture, `${folderOf}/1.0/evidence.ripe.json`);
    const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
    const broken: Record<string, unknown> = {
      [`${folderOf}/1.0/evidence.cut.json`]: '{"header": {',
      [`${folderOf}/1.0/evidence.deep.json`]: `{"header": {}, "body": ${deep}}`,
      [`${folderOf}/1.0/evidence.twice.json`]: '{"header": {}, "header": {}}',
      [`${folderOf}/1.0/evidence.when.json`]: {
        ...evidence,
        header: { ...evidence.header, identifier: 'evidence.when', timestamp: 99_999_999_999 },
      },
      [`${folderOf}/1.0/results.odd.json`]: evidence,
      [`${folderOf}/evidence.high.json`]: evidence,
      [`${folderOf}/1.0/card.words.json`]: {
        header: { identifier: 'card.words', type: 'card', timestamp: 1, creator: null, level: 'model' },
        body: { artifact_type: 'card', system: { problem_type: 'No such problem' } },
      },
      'models/bad---name/1.0/empty.txt': '',
      [`users/users/${fixture.id}-q?.json`]: { username: `${fixture.id}-q?` },
      'custom_lists/colours/red.json': { name: 'red', description: '' },
      [`custom_lists/quality_attributes/${fixture.id} Lost.json`]: {
        name: `${fixture.id} Lost`,
        description: '',
        parent: 'No\u{1b}[31m',
      },
      [`catalogs/local/entries/${fixture.id}-odd.json`]: {
        header: { identifier: `${fixture.id}-odd` },
        tags: ['No such tag'],
        code: '',
      },
      'users/groups/numbers.json': { name: 7 },
    };
    const members = [
      ...fixture.members,
      ...Object.entries(broken).map(([name, value]) => ({
        name,
        body: typeof value === 'string' ? value : JSON.stringify(value),
      })),
    ];
    const source = await sourceOf(members);
    const plan = await planImport(importer(), source, { project: 'default' });
    const report = await applyImport(importer(), source, { project: 'default' });
    expect(plan.lines).toEqual(report.lines);
    expect(report.totals).toMatchObject({ take: 22, refused: 10, skipped: 3 });
    const why = (end: string) => report.lines.find(({ name }) => name.endsWith(end))?.notes.join(' ');
    expect(why('evidence.cut')).toMatch(/ends too early/);
    expect(why('evidence.deep')).toMatch(/deeper than 64/);
    expect(why('evidence.twice')).toMatch(/"header" twice/);
    expect(why('evidence.when')).toMatch(/between 1970 and 2100/);
    expect(why('results.odd')).toMatch(/says type evidence/);
    expect(why('evidence.high')).toMatch(/belongs to a version/);
    expect(why('card.words')).toContain("Kept: 'No such problem', not in the custom list problem_types.");
    expect(why('bad---name')).toMatch(/'---'/);
    expect(why('-q?')).toMatch(/must not contain/);
    expect(why(' Lost')).toMatch(/'No\\u\{1b\}\[31m' is not in the custom list qa_categories/);
    expect(why('-odd')).toBe("Kept: 'No such tag', not in the custom list tags.");
    expect(why('numbers')).toMatch(/name: .*expected string/);
    expect(why('colours / red')).toMatch(/no such list/);
  });
});

describe('who may import', () => {
  const tried = async (ctx: Ctx, project: string) => {
    const source = await sourceOf(makeFixture().members);
    return Promise.all(
      [planImport, applyImport].map((run) =>
        run(ctx, source, { project }).then(
          () => null,
          ({ code, permission }: { code: string; permission?: string }) => ({ code, permission }),
        ),
      ),
    );
  };

  it('refuses without credentials', async () => {
    const refusal = { code: 'unauthenticated' };
    expect(await tried(ctxFor(database.opened, ANONYMOUS), 'default')).toMatchObject([refusal, refusal]);
  });

  it('refuses everybody but administrators of the whole store, the dry run too', async () => {
    const project = await makeProject(database.opened);
    const holders = [
      await makeUser(database.opened, { role: 'maintainer' }),
      await makeUser(database.opened, { role: 'viewer', projectId: project.id }),
      await makeUser(database.opened, { role: 'admin', projectId: project.id }),
    ];
    const refusal = { code: 'forbidden', permission: 'view_as:read' };
    for (const holder of holders) expect(await tried(holder.ctx(), project.name)).toEqual([refusal, refusal]);
  });

  it("answers for another project's as for an absent one", async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    expect(await tried(ada.ctx(), other.name)).toEqual(await tried(ada.ctx(), unique('absent')));
  });

  it('refuses an administrator who came with a read-only token or one of another project', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    for (const limit of [
      { readOnly: true, projectId: null },
      { readOnly: false, projectId: project.id },
    ]) {
      const actor = { kind: 'token', userId: ada.id, name: ada.name, credentialId: null, limit } as const;
      const [plan] = await tried(ctxFor(database.opened, actor), project.name);
      expect(plan).toMatchObject({ code: 'forbidden' });
    }
  });

  it('refuses what holds no store before it writes anything', async () => {
    const source = await sourceOf([{ name: 'notes.txt', body: 'x' }]);
    await expect(applyImport(importer(), source, { project: 'default' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
