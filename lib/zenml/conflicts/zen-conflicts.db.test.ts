import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { exitCodeOf } from '@/lib/import-report/report';
import { readComponent } from '@/lib/stacks/components/read-component';
import { readStack } from '@/lib/stacks/read-stack';
import { makeUser, unique } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { importPath, linesOf } from '@/lib/transfer/testing/zen-world';
import { type ConflictChoice, conflictKey } from './zen-conflicts';

const database = testDatabase();
const { importer, at } = importWorld(() => database.opened);

/** What two teams exported: stores and orchestrators of the same names, which run elsewhere, and one that is the same. */
async function twoStacks() {
  const id = unique('k').replaceAll(/[^a-z0-9]/g, '');
  const text = (team: string, cluster: string, secret: string) => `zenml_version: 0.13.2
stack_name: ${team}-${id}
components:
  artifact_store:
    flavor: s3
    name: bucket-${id}
    path: s3://${team}
    secret: ${secret}
  metadata_store: {flavor: mysql, name: rds-${id}, host: db.example, port: 3306}
  orchestrator:
    flavor: kubernetes
    # whose cluster
    name: "k8s-${id}"
    synchronous: True
    retries: 86400.0
    kubernetes_context: ${cluster}
`;
  const [first, second] = [at('.yaml'), at('.yaml')];
  await writeFile(first, text('one', 'cluster-a', 'hush'));
  await writeFile(second, text('two', 'cluster-b', 'hush'));
  await importPath(importer(), first);
  const parts = async (stack: string) =>
    (await readStack(importer(), { stack: `${stack}-${id}` })).components.map(({ name }) =>
      name.replace(id, '*'),
    );
  const context = async (name: string) =>
    (await readComponent(importer(), { type: 'orchestrator', name: `${name}-${id}` })).fields[
      'kubernetes_context'
    ];
  const orchestrator = conflictKey('orchestrator', `k8s-${id}`);
  const both = async (choice?: ConflictChoice, each = new Map<string, ConflictChoice>()) => {
    const conflicts = choice === undefined ? undefined : { usual: choice, each };
    const plan = await importPath(importer(), second, { dryRun: true, conflicts });
    const report = await importPath(importer(), second, { conflicts });
    expect({ ...report, dryRun: true }).toEqual(plan);
    return report;
  };
  return { id, first, second, text, parts, context, orchestrator, both };
}

describe('a component of which another one with other settings is here', () => {
  it('comes under another name unless somebody chooses, the stack says so, and what came is found again', async () => {
    const { id, second, parts, context, both } = await twoStacks();
    const report = await both();
    expect(linesOf(report, id)).toEqual([
      'stack two-*: take | Its artifact store bucket-* is bucket-*-2 here: another one has that name (path). | Its orchestrator k8s-* is k8s-*-2 here: another one has that name (kubernetes_context).',
      'stack_component artifact_store / bucket-*-2: take | Is called bucket-* there; another one has that name here: path.',
      'stack_component metadata_store / rds-*: present',
      'stack_component orchestrator / k8s-*-2: take | Is called k8s-* there; another one has that name here: kubernetes_context.',
    ]);
    expect(exitCodeOf(report)).toBe(0);
    expect(await parts('one')).toEqual(['bucket-*', 'rds-*', 'k8s-*']);
    expect(await parts('two')).toEqual(['bucket-*-2', 'rds-*', 'k8s-*-2']);
    expect(await context('k8s')).toBe('cluster-a');
    const made = await readComponent(importer(), { type: 'orchestrator', name: `k8s-${id}-2` });
    expect(made.fields).toMatchObject({ kubernetes_context: 'cluster-b', name: `k8s-${id}-2` });
    const again = await importPath(importer(), second);
    expect(again.totals).toMatchObject({ take: 0, replace: 0, differs: 0, present: 4 });
    expect(await parts('two')).toEqual(['bucket-*-2', 'rds-*', 'k8s-*-2']);
  });

  it('is the one here where that is chosen, one by one, and a stack of another choice is left alone', async () => {
    const { id, parts, context, orchestrator, both } = await twoStacks();
    const report = await both('rename', new Map([[orchestrator, 'keep']]));
    expect(linesOf(report, id)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^stack two-\*: take \| .* \| Uses the orchestrator k8s-\* that is here, which differs: kubernetes_context\.$/,
        ),
        'stack_component orchestrator / k8s-*: differs | Another is here: kubernetes_context. | That one is used, as chosen.',
      ]),
    );
    expect(exitCodeOf(report)).toBe(0);
    expect(await parts('two')).toEqual(['bucket-*-2', 'rds-*', 'k8s-*']);
    expect(await context('k8s')).toBe('cluster-a');
  });

  it('takes its place where that is chosen, which stacks have it being said, and keeps its id', async () => {
    const { id, second, parts, context, both } = await twoStacks();
    const before = await readComponent(importer(), { type: 'orchestrator', name: `k8s-${id}` });
    const report = await both('replace');
    expect(linesOf(report, id)).toContain(
      'stack_component orchestrator / k8s-*: replace | Takes the place of the one here, as chosen: kubernetes_context. | Stacks here that have it: one-*.',
    );
    expect(report.conflicts).toMatchObject([
      { settings: [{ name: 'path', here: 's3://one', there: 's3://two' }], stacks: [`one-${id}`] },
      {
        settings: [{ name: 'kubernetes_context', here: 'cluster-a', there: 'cluster-b' }],
        choice: 'replace',
      },
    ]);
    expect(await context('k8s')).toBe('cluster-b');
    const after = await readComponent(importer(), { type: 'orchestrator', name: `k8s-${id}` });
    expect([after.id, after.fields['uuid']]).toEqual([before.id, before.fields['uuid']]);
    expect(await parts('two')).toEqual(['bucket-*', 'rds-*', 'k8s-*']);
    expect((await importPath(importer(), second)).totals).toMatchObject({ take: 0, replace: 0, present: 4 });
  });

  it('is refused with the stacks that have it where that is chosen', async () => {
    const { id, both } = await twoStacks();
    const report = await both('refuse');
    expect(linesOf(report, id)).toEqual([
      'stack two-*: refused | Its artifact store bucket-* was refused: another one is here (path).',
      'stack_component artifact_store / bucket-*: refused | Another is here: path.',
      'stack_component metadata_store / rds-*: present',
      'stack_component orchestrator / k8s-*: refused | Another is here: kubernetes_context.',
    ]);
    expect(exitCodeOf(report)).toBe(1);
    await expect(readStack(importer(), { stack: `two-${id}` })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows no secret, and what an export masked is what is here', async () => {
    const { id, text, both } = await twoStacks();
    const masked = at('.yaml');
    await writeFile(masked, text('one', 'cluster-a', '"********"'));
    expect((await importPath(importer(), masked)).totals).toMatchObject({ take: 0, differs: 0, present: 4 });
    const louder = at('.yaml');
    await writeFile(louder, text('one', 'cluster-a', 'shout'));
    const report = await importPath(importer(), louder, { dryRun: true });
    expect(report.conflicts).toMatchObject([
      { settings: [{ name: 'secret', here: '********', there: '********' }], as: `bucket-${id}-2` },
    ]);
    expect(JSON.stringify(report)).not.toMatch(/hush|shout/);
    await both('replace');
    // A mask does not follow where the address is another one.
    const moved = at('.yaml');
    await writeFile(moved, text('three', 'cluster-b', '"********"'));
    const refused = { usual: 'replace' as const, each: new Map<string, ConflictChoice>() };
    const plan = await importPath(importer(), moved, { dryRun: true, conflicts: refused });
    const done = await importPath(importer(), moved, { conflicts: refused });
    expect(done.lines).toEqual(plan.lines);
    expect(linesOf(done, id)).toContainEqual(
      expect.stringMatching(/^stack_component artifact_store \/ bucket-\*: refused \| .*enter secret again/),
    );
  });

  it('comes from a store with its uuid where that is free, and with one of its own where it is the other’s', async () => {
    const { id, first } = await twoStacks();
    const { uuid } = (await readComponent(importer(), { type: 'orchestrator', name: `k8s-${id}` })).fields;
    const own = at('.yaml');
    const text = (word: string) =>
      `stack_name: mine-${id}\ncomponents:\n  orchestrator: {flavor: kubernetes, name: k8s-${id}, uuid: ${word}, retries: 86400.0}\n`;
    await writeFile(own, text(String(uuid)));
    await importPath(importer(), own);
    const made = await readComponent(importer(), { type: 'orchestrator', name: `k8s-${id}-2` });
    expect(made.fields['uuid']).not.toBe(uuid);
    expect((await importPath(importer(), own)).totals).toMatchObject({ take: 0, present: 2 });
    expect((await importPath(importer(), first)).totals).toMatchObject({ take: 0, differs: 0 });
  });

  it('is for administrators to choose about, as all of an import is', async () => {
    const { second } = await twoStacks();
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const conflicts = { usual: 'replace' as const, each: new Map<string, ConflictChoice>() };
    await expect(importPath(maintainer.ctx(), second, { conflicts })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
