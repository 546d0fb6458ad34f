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

/** A SQLite file of empty tables. */
async function tables(...names: string[]): Promise<Buffer> {
  const builder = await SqliteBuilder.open(
    names.map((name) => `create table ${name} (id CHAR(32));`).join('\n'),
  );
  const bytes = Buffer.from(await builder.finish());
  await builder.close();
  return bytes;
}

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

  it('exported as a stack by 0.20 or later has its values below configuration', async () => {
    const uuid = '6656a83d-77d0-4371-b0ac-3e81f2f65095';
    const text = `zenml_version: 0.45.0
stack_name: gull
components:
  artifact_store:
    flavor: s3
    name: nest
    type: artifact_store
    configuration: {"path": "s3://nest", "name": "other", "uuid": "${uuid}"}
    labels: {team: birds}
  orchestrator:
    flavor: kubernetes
    name: flock
    configuration: {"kubernetes_context": "north", "synchronous": True}
  step_operator: {flavor: sagemaker, name: bare, configuration: null}
  alerter: {flavor: slack, name: odd, configuration: loud}
`;
    const { stores } = await zenOf(await written(text));
    const note = 'Its values stood below configuration, where ZenML 0.20 and later write them.';
    expect(stores[0]?.components).toMatchObject([
      { name: 'nest', notes: [note, 'Left out: labels, configuration.name, configuration.uuid.'] },
      { name: 'flock', notes: [note] },
      { name: 'bare', notes: [note] },
    ]);
    const [nest, flock, bare] = stores[0]?.components ?? [];
    expect(nest?.configuration).toMatch(/^name: nest\npath: s3:\/\/nest\nuuid: [0-9a-f-]{36}\n$/);
    expect(nest?.configuration).not.toContain(uuid);
    expect(flock?.configuration).toMatch(
      /^kubernetes_context: north\nname: flock\nsynchronous: true\nuuid: [0-9a-f-]{36}\n$/,
    );
    expect(bare?.configuration).toMatch(/^name: bare\nuuid: [0-9a-f-]{36}\n$/);
    expect(stores[0]?.problems).toEqual([
      {
        kind: 'stack_component',
        name: 'alerter / odd',
        problem: 'Its configuration is no mapping of fields.',
      },
    ]);
    // Before, a flavor of one's own could have a field of that name.
    const own = await zenOf(await written(text.replace('0.45.0', '0.13.2')));
    expect(own.stores[0]?.components[0]).not.toHaveProperty('notes');
    expect(own.stores[0]?.components[1]?.configuration).toMatch(
      /^configuration:\n {2}kubernetes_context: north\n {2}synchronous: true\nname: flock\n/,
    );
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
      [
        written('active_profile_name: work\nactive_stack_name: default\n'),
        /^This is the configuration of a repository of ZenML to 0\.13.* lies in ~\/\.config\/zenml\/profiles\/work:/,
      ],
      [
        written('active_project_id: 6656a83d-77d0-4371-b0ac-3e81f2f65095\nactive_stack_id: 6656a83d\n'),
        /^This is the configuration of a repository of ZenML 0\.20 or later.* zenml stack export /,
      ],
      [
        written(
          'version: 0.85.0\nstore: {type: rest, url: "https://mia:hush@zen.example/x?token=hush", verify_ssl: true}\n',
        ),
        /^This is the configuration of ZenML 0\.20 or later, .* Stores lie at https:\/\/zen\.example\/x\. /,
      ],
      [
        written('active_profile_name: a\nprofiles: {a: {store_url: "file:///home/mia/zen"}}\n'),
        /^This is the configuration of ZenML to 0\.13, .* Stores lie at file:\/\/\/home\/mia\/zen\.$/,
      ],
      [
        writeZip(at(), [{ name: '.zen/config.yaml', body: 'active_stack_id: x\n' }]),
        /^This is the configuration of a repository of ZenML 0\.20 or later/,
      ],
      [
        written(await tables('stack', 'stack_component', 'alembic_version')),
        /^This is the database of ZenML 0\.20 or later/,
      ],
      [
        writeFolder(at(), [
          { name: 'local_stores/default_zen_store/zenml.db', body: await tables('stack', 'alembic_version') },
        ]),
        /^This is the database of ZenML 0\.20 or later, .* zenml stack export .* ~\/\.config\/zenml\/profiles: /,
      ],
      [written(await tables('MLMDEnv', 'Artifact')), /^This is a metadata store/],
      [written(await tables('letters')), /^The SQLite file is no ZenML store/],
      [written('stack_name: [&a 1]\n'), /it holds an anchor\.$/],
      [Promise.resolve('/nowhere/at/all'), /^There is no file or folder \/nowhere\/at\/all\.$/],
    ];
    for (const [file, sentence] of refusals)
      await expect(openImport(await file)).rejects.toMatchObject({
        message: expect.stringMatching(sentence),
      });
  });
});
