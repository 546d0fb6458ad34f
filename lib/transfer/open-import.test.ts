import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteBuilder } from '@/lib/archives/sqlite-builder';
import { type FixtureMember, writeFolder, writeTar, writeZip } from '@/lib/archives/testing/archives';
import { unique } from '@/lib/testing/world';
import { openImport } from './open-import';
import { makeFixture } from './testing/mlte-fixture';
import { makeZenFixture } from './testing/zen-fixture';

let folder: string;
let database: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-open-'));
  const builder = await SqliteBuilder.open('create table zenstack (name VARCHAR, create_time DATETIME);');
  await builder.insert('zenstack', [['studio', null]]);
  database = Buffer.from(await builder.finish());
  await builder.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (ending = ''): string => path.join(folder, unique('it') + ending);
const inFolder = (members: readonly FixtureMember[], name: string): FixtureMember[] =>
  members.map((member) => ({ ...member, name: `${name}/${member.name}` }));
const written = async (text: string | Buffer): Promise<string> => {
  const file = at();
  await writeFile(file, text);
  return file;
};
async function zenOf(file: string, profile: string | null = null) {
  const opened = await openImport(file, profile);
  if (opened.store !== 'zenml') throw new Error('It is no ZenML store.');
  return opened;
}

describe('a ZenML store', () => {
  const { members, id } = makeZenFixture();

  it.each([
    ['folder', () => writeFolder(at(), members)],
    ['zip', () => writeZip(at(), inFolder(members, 'store'))],
    ['tar', () => writeTar(at(), members)],
    ['tar.gz', () => writeTar(at(), inFolder(members, 'a/b/.config/zenml/profiles'), true)],
  ])('is known in a %s by what it holds', async (_, write) => {
    const { stores, profiles } = await zenOf(await write());
    expect(profiles).toEqual([]);
    expect(stores).toMatchObject([
      {
        profile: null,
        users: [{ name: 'default' }, { name: `mia-${id}` }],
        stacks: [{ name: `studio-${id}` }],
      },
    ]);
  });

  it('of several profiles is opened whole, SQLite ones too, or one of them', async () => {
    const file = await writeTar(at(), [
      { name: 'config.yaml', body: 'profiles: {default: {name: default}}\nactivated_profile: default\n' },
      ...inFolder(members, 'profiles/default'),
      { name: 'profiles/remote/zenml.db', body: database },
      { name: 'local_stores/x/metadata.db', body: database },
    ]);
    const all = await zenOf(file);
    expect([all.profiles, all.stores.map(({ profile }) => profile)]).toEqual([
      ['default', 'remote'],
      ['default', 'remote'],
    ]);
    const one = await zenOf(file, 'remote');
    expect(one.stores).toMatchObject([{ profile: 'remote', stacks: [{ name: 'studio' }] }]);
    await expect(openImport(file, 'other')).rejects.toMatchObject({
      message: 'The import has no profile other. It has: default, remote.',
    });
  });

  it('from before 0.7 has its stacks in config.yaml', async () => {
    const uuid = '6656a83d-77d0-4371-b0ac-3e81f2f65095';
    const body =
      'version: 0.6.3\nactive_stack_name: old\nstacks: {old: {orchestrator: easel}}\nstack_components: {orchestrator: {easel: local}}\n';
    const { stores } = await zenOf(
      await writeFolder(at(), [
        { name: '.zen/config.yaml', body },
        { name: '.zen/orchestrators/easel.yaml', body: `name: easel\nuuid: ${uuid}\n` },
      ]),
    );
    expect(stores).toMatchObject([
      {
        components: [{ type: 'orchestrator', name: 'easel', flavor: 'local' }],
        stacks: [{ name: 'old', components: [{ type: 'orchestrator', name: 'easel' }] }],
        problems: [],
      },
    ]);
  });

  it('in SQLite is known by its first bytes, an exported stack by its keys', async () => {
    expect((await zenOf(await written(database))).stores).toMatchObject([{ stacks: [{ name: 'studio' }] }]);
    const text =
      'zenml_version: 0.8.1\nstack_name: mine\ncomponents:\n  orchestrator:\n    flavor: local\n    name: easel\n    retries: 3\n';
    const { stores } = await zenOf(await written(text));
    const [component] = stores[0]?.components ?? [];
    expect(stores).toMatchObject([
      { stacks: [{ name: 'mine', components: [{ type: 'orchestrator', name: 'easel' }] }] },
    ]);
    expect(component?.configuration).toMatch(/^name: easel\nretries: 3\nuuid: [0-9a-f-]{36}\n$/);
  });

  it('calls a component by the name inside its file, and finds the file by the name that lists it', async () => {
    const uuid = '6656a83d-77d0-4371-b0ac-3e81f2f65095';
    const body = 'stacks: {s: {orchestrator: a%2Fb}}\nstack_components: {orchestrator: {a%2Fb: local}}\n';
    const { stores } = await zenOf(
      await writeFolder(at(), [
        { name: 'stacks.yaml', body },
        { name: 'orchestrators/a%2Fb.yaml', body: `name: a:b\nuuid: ${uuid}\n` },
      ]),
    );
    expect(stores).toMatchObject([
      { components: [{ name: 'a:b' }], stacks: [{ components: [{ name: 'a:b' }] }], problems: [] },
    ]);
  });
});

describe('what is no ZenML store', () => {
  it('is an MLTE one, or refused by a sentence', async () => {
    const mlte = makeFixture().members;
    expect(await openImport(await writeFolder(at(), mlte))).toMatchObject({ store: 'mlte' });
    const both = [...inFolder(mlte, 'a'), ...inFolder(makeZenFixture().members, 'b')];
    const refusals: [Promise<string>, RegExp][] = [
      [writeZip(at(), both), /^There is an MLTE store and a ZenML store in it\./],
      [writeFolder(at(), [{ name: 'notes/a.txt', body: 'hello' }]), /^There is no store in it: no MLTE one/],
      [written('just words\n'), /^The import is neither a folder nor a zip/],
      [written(''), /^The import is neither a folder nor a zip/],
      [written(Buffer.from([0, 1, 2, 3])), /^The import is neither a folder nor a zip/],
      [written('users: []\nstacks: {}\n'), /^This is one file of a ZenML store: import the folder/],
      [written('stack_name: [&a 1]\n'), /it holds an anchor\.$/],
      [Promise.resolve('/nowhere/at/all'), /^There is no file or folder \/nowhere\/at\/all\.$/],
    ];
    for (const [file, sentence] of refusals)
      await expect(openImport(await file)).rejects.toMatchObject({
        message: expect.stringMatching(sentence),
      });
  });
});
