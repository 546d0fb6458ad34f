import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import type { Cursor, Page } from '@/lib/core/cursor';
import { body, makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import type { Artifact } from './artifact';
import { deleteArtifact } from './delete-artifact';
import { editArtifact } from './edit-artifact';
import { listArtifactBodies, searchArtifacts } from './list-artifact-bodies';
import { listArtifacts } from './list-artifacts';
import { listRevisions } from './list-revisions';
import { readArtifact, readArtifactById } from './read-artifact';
import { suiteTemplate } from './suite-template';
import { writeArtifact } from './write-artifact';

const database = testDatabase();

const evidence = (testCase: string, over: object = {}) =>
  postedArtifactText(
    'evidence',
    body.evidence({ metadata: { ...body.evidence().metadata, test_case_id: testCase }, ...over }),
  );

/** A workplace with a card, a suite and evidence `e00` … in a version, and one piece of evidence in another version. */
async function furnished(pieces: number) {
  const place = await makeWorkplace(database.opened);
  const { at, ada } = place;
  const write = (artifact: string, version = at.version) =>
    writeArtifact(ada.ctx(), { ...at, version, artifactText: artifact, parents: true });
  await write(postedArtifactText('card'));
  const names = Array.from({ length: pieces }, (_, n) => `e${String(n).padStart(2, '0')}`);
  for (const name of names) await write(evidence(name));
  await write(postedArtifactText('suite'));
  await write(evidence('elsewhere'), 'v2');
  const made = ['card.default', ...names.map((name) => `evidence.${name}`), 'suite.default'];
  return { ...place, made };
}

async function identifiers(artifacts: AsyncIterable<Artifact>): Promise<string[]> {
  const found: string[] = [];
  for await (const { identifier } of artifacts) found.push(identifier);
  return found;
}

async function walk<T>(page: (after: Cursor | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: Cursor | undefined;
  do {
    const shown = await page(after);
    items.push(...shown.items);
    after = shown.next ?? undefined;
  } while (after !== undefined);
  return items;
}

describe('listArtifacts', () => {
  it('shows a version its own artifacts and the model’s, page by page, in each order', async () => {
    const { at, ada, made } = await furnished(7);
    const page = (over: object) => (after?: Cursor) =>
      listArtifacts(ada.ctx(), { ...at, limit: 3, ...over, ...(after === undefined ? {} : { after }) });
    const newest = await walk(page({}));
    expect(newest.map(({ identifier }) => identifier)).toEqual([...made].reverse());
    const named = await walk(page({ sort: 'identifier' }));
    expect(named.map(({ identifier }) => identifier)).toEqual([...made].sort());
    const ofModel = await walk(page({ version: undefined }));
    expect(ofModel).toHaveLength(made.length + 1);
    const ofProject = await walk(page({ version: undefined, model: undefined }));
    expect(ofProject.map(({ id }) => id)).toEqual(ofModel.map(({ id }) => id));
    const first = await page({})();
    expect(first.count).toBe(made.length);
    expect(first.items[0]).toMatchObject({
      project: at.project,
      model: at.model,
      version: null,
      revision: { revision: 1, creator: ada.name },
    });
    expect(first.items[0]).not.toHaveProperty('body');
  });

  it('filters by type and level and finds part of a name with its wildcards taken literally', async () => {
    const { at, ada } = await furnished(3);
    const found = async (over: object) =>
      (await listArtifacts(ada.ctx(), { ...at, sort: 'identifier', ...over })).items.map(
        ({ identifier }) => identifier,
      );
    expect(await found({ type: 'suite' })).toEqual(['suite.default']);
    expect(await found({ level: 'model' })).toEqual(['card.default', 'suite.default']);
    expect(await found({ type: 'card', level: 'version' })).toEqual([]);
    expect(await found({ search: 'E0' })).toEqual(['evidence.e00', 'evidence.e01', 'evidence.e02']);
    expect(await found({ search: 'e_0' })).toEqual([]);
    expect(await found({ search: '%\0\\' })).toEqual([]);
  });

  it('shows nobody what lies in a project or model that they may not read', async () => {
    const { project, at } = await furnished(1);
    const other = await makeWorkplace(database.opened);
    const bob = await makeUser(database.opened);
    await expect(listArtifacts(bob.ctx(), at)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    const everything = await listArtifacts(other.ada.ctx(), { project: other.project.name });
    expect(everything.count).toBe(0);
    await expect(listArtifacts(other.ada.ctx(), { project: project.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('listArtifactBodies', () => {
  it('slices as Python slices a list, for any numbers', async () => {
    const { at, ada, made } = await furnished(4);
    const python = (offset: number, limit: number): string[] => {
      const place = (n: number) => (n < 0 ? Math.max(0, made.length + n) : Math.min(n, made.length));
      return made.slice(place(offset), Math.max(place(offset), place(offset + limit)));
    };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -9, max: 9 }),
        fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(1e300, -1e300, 2 ** 53)),
        async (offset, limit) => {
          const found = await identifiers(await listArtifactBodies(ada.ctx(), { ...at, offset, limit }));
          expect(found).toEqual(python(offset, limit));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives every body as stored, small and big, over more than one batch', async () => {
    const { at, ada } = await makeWorkplace(database.opened);
    const written = new Map<string, string>();
    for (let n = 0; n < 130; n += 1) {
      const value = { evidence_type: 'string', string: 'x'.repeat(n === 70 ? 100_000 : n) };
      const artifact = await writeArtifact(ada.ctx(), { ...at, artifactText: evidence(`n${n}`, { value }) });
      written.set(artifact.identifier, artifact.body);
    }
    const read = new Map<string, string>();
    for await (const { identifier, body: text } of await listArtifactBodies(ada.ctx(), at))
      read.set(identifier, text);
    expect([...read]).toEqual([...written]);
  });

  it('settles who may before it resolves', async () => {
    const { at } = await makeWorkplace(database.opened);
    const stranger = await makeUser(database.opened);
    await expect(listArtifactBodies(stranger.ctx(), at)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listArtifactBodies(ctxFor(database.opened, ANONYMOUS), at)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(
      searchArtifacts(stranger.ctx(), { ...at, query: { filter: { type: 'nonsense' } } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('searchArtifacts', () => {
  const search = async (ctx: Ctx, at: { project: string; model: string; version: string }, filter: unknown) =>
    identifiers(await searchArtifacts(ctx, { ...at, query: { filter } }));

  it('speaks the filter language of the clients', async () => {
    const { at, ada, made } = await furnished(2);
    const find = (filter: unknown) => search(ada.ctx(), at, filter);
    const pieces = made.slice(1, 3);
    expect(await find({})).toEqual(made);
    expect(await identifiers(await searchArtifacts(ada.ctx(), { ...at, query: {} }))).toEqual(made);
    expect(await find({ type: 'none' })).toEqual([]);
    expect(await find({ type: 'type', item_type: 'evidence' })).toEqual(pieces);
    expect(await find({ type: 'identifier', id: 'suite.default' })).toEqual(['suite.default']);
    expect(await find({ type: 'identifier', id: 'evidence.elsewhere' })).toEqual([]);
    expect(await find({ type: 'property', name: 'identifier', property: 'DEFAULT' })).toEqual([
      'card.default',
      'suite.default',
    ]);
    expect(await find({ type: 'property', name: 'creator', property: ada.name.toUpperCase() })).toEqual(made);
    expect(await find({ type: 'property', name: 'identifier', property: '%' })).toEqual([]);
    expect(await find({ type: 'tag', name: 'tags', tag: 'Text' })).toEqual([]);
    const either = [
      { type: 'type', item_type: 'card' },
      { type: 'identifier', id: 'evidence.e01' },
    ];
    expect(await find({ type: 'or', filters: either })).toEqual(['card.default', 'evidence.e01']);
    expect(await find({ type: 'and', filters: either })).toEqual([]);
    expect(await find({ type: 'and', filters: [] })).toEqual(made);
  });

  it('refuses what is no query, naming the filter', async () => {
    const { at, ada } = await makeWorkplace(database.opened);
    let deep: object = { type: 'all' };
    for (let n = 0; n < 40; n += 1) deep = { type: 'and', filters: [deep] };
    for (const [filter, path] of [
      [{ type: 'regex' }, 'filter.type'],
      [{ type: 'or', filters: [{ type: 'identifier' }] }, 'filter.filters.0.id'],
      [{ type: 'property', name: 'body', property: 'x' }, 'filter.name'],
      [{ type: 'and', filters: 'x' }, 'filter.filters'],
      [{ type: 'and', filters: Array.from({ length: 1_001 }, () => ({})) }, 'filter.filters.999'],
      [[], 'filter'],
    ] as const)
      await expect(search(ada.ctx(), at, filter)).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path }],
      });
    await expect(search(ada.ctx(), at, deep)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('finds with any filter what the same filter finds in memory', async () => {
    const { at, ada } = await furnished(5);
    const all: Artifact[] = [];
    for await (const artifact of await listArtifactBodies(ada.ctx(), at)) all.push(artifact);
    type Filter = {
      type: string;
      filters?: Filter[];
      id?: string;
      item_type?: string;
      name?: string;
      property?: string;
    };
    const leaf: fc.Arbitrary<Filter> = fc.oneof(
      fc.constantFrom<Filter>({ type: 'all' }, { type: 'none' }),
      fc
        .constantFrom(...all.map(({ identifier }) => identifier), 'x')
        .map((id) => ({ type: 'identifier', id })),
      fc.constantFrom('card', 'suite', 'evidence', 'x').map((item_type) => ({ type: 'type', item_type })),
      fc
        .constantFrom('E0', '_', '%', '\\', 'default', '\0', '')
        .map((property) => ({ type: 'property', name: 'identifier', property })),
    );
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ type: fc.constantFrom('and', 'or'), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
      ),
    }));
    const matches = (f: Filter, artifact: Artifact): boolean => {
      if (f.type === 'and') return (f.filters ?? []).every((inner) => matches(inner, artifact));
      if (f.type === 'or') return (f.filters ?? []).some((inner) => matches(inner, artifact));
      if (f.type === 'identifier') return artifact.identifier === f.id;
      if (f.type === 'type') return artifact.type === f.item_type;
      if (f.type === 'property')
        return artifact.identifier.toLowerCase().includes((f.property ?? '').toLowerCase());
      return f.type === 'all';
    };
    await fc.assert(
      fc.asyncProperty(filter, async (f) => {
        expect(await search(ada.ctx(), at, f)).toEqual(
          all.filter((artifact) => matches(f, artifact)).map(({ identifier }) => identifier),
        );
      }),
      { numRuns: 80 },
    );
  });
});

describe('readArtifact', () => {
  it('finds a model-level artifact from every version and from the model, the others only from their own', async () => {
    const { at, ada } = await furnished(1);
    const read = (version: string | null, artifact: string) =>
      readArtifact(ada.ctx(), { ...at, version, artifact }).then(({ identifier }) => identifier);
    for (const version of ['v1', 'v2', null])
      expect(await read(version, 'card.default')).toBe('card.default');
    expect(await read('v1', 'evidence.e00')).toBe('evidence.e00');
    for (const [version, artifact] of [
      ['v2', 'evidence.e00'],
      [null, 'evidence.e00'],
      ['v9', 'card.default'],
      ['v1', 'nonsense'],
      ['v1', 'card.\0'],
    ] as const)
      await expect(read(version, artifact)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds by row id what the actor may read, and tells nothing of the rest', async () => {
    const { at, ada } = await furnished(1);
    const card = await readArtifact(ada.ctx(), { ...at, artifact: 'card.default' });
    expect(await readArtifactById(ada.ctx(), { id: card.id })).toEqual(card);
    expect(await readArtifactById(ada.ctx(), { id: card.id, revision: 1 })).toEqual(card);
    await expect(readArtifactById(ada.ctx(), { id: card.id, revision: 2 ** 40 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    for (const id of [card.id, crypto.randomUUID(), 'nonsense'])
      await expect(readArtifactById(bob.ctx(), { id })).rejects.toMatchObject({
        code: 'not_found',
        message: `Artifact ${id} not found.`,
        hidden: true,
        gone: null,
      });
  });
});

describe('deleteArtifact', () => {
  it('frees the name, and tells those who could read it who ended it and when', async () => {
    const { at, ada, owner, project } = await furnished(1);
    const address = { ...at, artifact: 'evidence.e00' };
    const { id } = await readArtifact(ada.ctx(), address);
    const ctx = ada.ctx();
    await deleteArtifact(ctx, address);
    const gone = { at: ctx.now, by: ada.name };
    await expect(readArtifact(owner.ctx(), address)).rejects.toMatchObject({ code: 'not_found', gone });
    await expect(readArtifactById(owner.ctx(), { id })).rejects.toMatchObject({ code: 'not_found', gone });
    const stranger = await makeUser(database.opened);
    await expect(readArtifactById(stranger.ctx(), { id })).rejects.toMatchObject({ gone: null });
    await expect(deleteArtifact(ada.ctx(), address)).rejects.toMatchObject({ code: 'not_found', gone });
    const again = await writeArtifact(ada.ctx(), { ...at, artifactText: evidence('e00') });
    expect(again.id).not.toBe(id);
    expect(again.headRevision).toBe(1);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    await expect(deleteArtifact(viewer.ctx(), address)).rejects.toMatchObject({
      permission: 'artifact:delete',
    });
  });
});

describe('editArtifact', () => {
  it('writes for who saw the head, and names who was faster to who did not', async () => {
    const { at, ada, owner } = await furnished(1);
    const address = { ...at, artifact: 'suite.default' };
    const edit = (ctx: Ctx, expectedRevision: number, over: object = {}) =>
      editArtifact(ctx, { ...address, expectedRevision, bodyText: JSON.stringify(body.suite(over)) });
    const second = await edit(ada.ctx(), 1, { test_cases: [] });
    expect(second).toMatchObject({ headRevision: 2, summary: { cases: 0 }, updatedBy: ada.name });
    const late = await edit(owner.ctx(), 1).catch((error: Error) => error);
    expect(late).toMatchObject({ code: 'precondition' });
    expect((late as Error).message).toContain(ada.name);
    await expect(edit(ada.ctx(), 2, { test_cases: 'none' })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'body.test_cases' }],
    });
    await expect(edit(ada.ctx(), 2 ** 40)).rejects.toMatchObject({ code: 'precondition' });
    const page = await listRevisions(owner.ctx(), { ...address, limit: 1 });
    expect(page).toMatchObject({ count: 2, items: [{ revision: 2, writtenBy: ada.name }] });
    const older = await listRevisions(owner.ctx(), { ...address, limit: 1, after: page.next ?? '' }).catch(
      (error: unknown) => error,
    );
    expect(older).toMatchObject({ items: [{ revision: 1 }], next: null });
  });

  it('refuses who may only read, an absent artifact, and a body that would need another name', async () => {
    const { at, ada, project } = await furnished(1);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const edit = (ctx: Ctx, artifact: string, posted: object) =>
      editArtifact(ctx, { ...at, artifact, expectedRevision: 1, bodyText: JSON.stringify(posted) });
    await expect(edit(viewer.ctx(), 'suite.default', body.suite())).rejects.toMatchObject({
      permission: 'artifact:update',
    });
    await expect(edit(ada.ctx(), 'suite.absent', body.suite())).rejects.toMatchObject({ code: 'not_found' });
    await expect(edit(ada.ctx(), 'evidence.e00', body.evidence())).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'body.metadata.test_case_id' }],
    });
  });
});

describe('suiteTemplate', () => {
  it('has a case per scenario of a card and is refused for anything else', async () => {
    const { at, ada } = await furnished(1);
    const source = await suiteTemplate(ada.ctx(), { ...at, artifact: 'card.default' });
    expect(source).toContain('quality_scenarios=["card.default-qas_001"]');
    await expect(suiteTemplate(ada.ctx(), { ...at, artifact: 'suite.default' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
