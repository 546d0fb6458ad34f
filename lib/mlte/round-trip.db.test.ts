import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Opened } from '@/db/client';
import { testDatabase } from '@/db/testing/test-database';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import type { Ctx } from '@/lib/core/ctx';
import { nameKey, nameProblem } from '@/lib/core/name';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { deleteVersion } from '@/lib/models/delete-version';
import { readModel } from '@/lib/models/read-model';
import { giveOffered } from '@/lib/offers/give-offered';
import { listImportOffers } from '@/lib/offers/list-import-offers';
import { createUser } from '@/lib/people/create-user';
import { updateUser } from '@/lib/people/update-user';
import { createProject } from '@/lib/projects/create-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { body } from '@/lib/testing/artifacts';
import { ctxFor, SYSTEM } from '@/lib/testing/world';
import { openSource } from '@/lib/transfer/open-source';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { storeContents } from '@/lib/transfer/testing/store-contents';
import { EXPORT_FORMATS, type ExportFormat, exportStore } from './export/export-store';
import { applyImport, planImport } from './import-store';

// All of these are about whole stores.
const first = testDatabase({ fresh: true });
const others = {
  zip: testDatabase({ fresh: true }),
  'tar.gz': testDatabase({ fresh: true }),
  'store-export': testDatabase({ fresh: true }),
};
const { at } = importWorld(() => first.opened);
const system = (opened: Opened): Ctx => ctxFor(opened, SYSTEM);

const NASTY = [
  ...[
    'a/b',
    'a___b',
    'A___B',
    'con',
    'NUL.txt',
    'x.',
    '..x',
    '.hidden',
    '._apple',
    'a:b',
    'a?b',
    'a|b*',
    'tab\\back',
  ],
  ...[
    'Straße',
    'STRAẞE',
    'straße',
    'ÅNGSTRÖM',
    'ångström x',
    '例え',
    '🦉 owl',
    'card.default.json',
    'empty.txt',
    'assay.json',
  ],
  ...['~0123456789ab', 'models', '__proto__', 'constructor', 'a b', '%41', '{}', "it's", '"quoted"', '#3'],
  ...['x'.repeat(255), `${'é'.repeat(127)}`, '-', '--', 'a--b', '1', '1.0', 'V1', 'v1', '\u{FFFD}'],
];
const generated = fc.sample(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((name) => nameProblem(name, 'x', 'free') === null),
  { seed: 3, numRuns: 12 },
);
const names = [...new Set([...NASTY, ...generated])].filter(
  (name) => nameProblem(name, 'x', 'free') === null,
);
/** Some of them differ only in case. */
const models = names;

/** An artifact as a client posts it, its text laid out in one of three ways; evidence bears its test case's name. */
async function write(
  ctx: Ctx,
  place: { project: string; model: string; version: string },
  type: 'card' | 'suite' | 'evidence',
  name: string,
  value: object,
): Promise<void> {
  const text = JSON.stringify(value, null, name.length % 3).replace('"real":0.9', '"real": 0.90E0');
  const header = JSON.stringify({ identifier: `${type}.${name}`, type });
  const claimed = { creator: name.length % 2 === 0 ? 'grace' : null, timestamp: 1_700_000_000 + name.length };
  await writeArtifact(ctx, { ...place, artifactText: `{"header":${header},"body":${text}}`, claimed });
}

const evidence = (name: string) =>
  body.evidence({ metadata: { ...body.evidence().metadata, test_case_id: name } });

/** Everything that an export carries, with names that file systems, MLTE or JSON take amiss. */
async function fill(opened: Opened): Promise<void> {
  const ctx = system(opened);
  for (const project of ['default', 'Vision', 'CON'])
    if (project !== 'default') await createProject(ctx, { name: project });
  for (const [n, model] of models.entries()) {
    const project = n % 3 === 0 ? 'Vision' : 'default';
    await createModel(ctx, { project, name: model });
    if (n % 5 !== 0) await createVersion(ctx, { project, model, name: names[n] ?? 'v' });
    if (n % 7 === 0) await createVersion(ctx, { project, model, name: 'v2' });
  }
  for (const project of ['default', 'Vision', 'CON']) {
    const place = { project, model: 'Same name', version: 'v1' };
    await createModel(ctx, { project, name: place.model });
    const some = project === 'Vision' ? names : ['v1', 'V1'];
    for (const name of some) await createVersion(ctx, { ...place, name });
    await write(ctx, place, 'card', 'default', body.card());
    await write(ctx, place, 'suite', project, body.suite());
    const fitting = names.filter((each) => Buffer.byteLength(each) < 240);
    for (const name of project === 'Vision' ? fitting : fitting.slice(0, 5))
      await write(ctx, place, 'evidence', name, evidence(name));
  }
  await createModel(ctx, { project: 'CON', name: 'unversioned' });
  await createVersion(ctx, { project: 'CON', model: 'unversioned', name: 'gone soon' });
  await write(ctx, { project: 'CON', model: 'unversioned', version: 'gone soon' }, 'card', 'c', body.card());
  await deleteVersion(ctx, { project: 'CON', model: 'unversioned', version: 'gone soon' });
  for (const name of names) {
    await createListEntry(ctx, { list: 'tags', name, description: `About ${name}`, parent: null });
    await createCatalogEntry(ctx, {
      catalog: 'local',
      identifier: name,
      tags: [name, 'Tabular'],
      qualityAttribute: 'Robustness',
      code: `def f():\n\treturn ${JSON.stringify(name)}\r\n`,
      description: null,
      inputs: name,
      output: '',
    });
  }
  await fillPeople(ctx);
}

async function fillPeople(ctx: Ctx): Promise<void> {
  const people = names.filter((name) => !/[/?#%]/.test(name) && name !== '\u{FFFD}');
  const known = new Set<string>();
  let first: string | null = null;
  for (const [n, name] of people.entries()) {
    if (known.has(nameKey(name))) continue;
    known.add(nameKey(name));
    const role = { operation: 'model', type: 'read' } as const;
    const { id } = await readModel(ctx, { project: 'Vision', model: 'Same name' });
    await createRole(ctx, {
      name: `role ${name}`.slice(0, 100).trim(),
      permissions: [
        { operation: 'artifact', type: n % 2 === 0 ? 'read' : 'update' },
        { ...role, resourceId: n % 3 === 0 ? id : null },
        { operation: 'pipeline_run', type: 'read' },
        ...(first === null ? [] : [{ operation: 'user', type: 'read', resourceId: first } as const]),
      ],
    });
    const password = n === 0 ? 'a lot of orchard pears' : null;
    const user = await createUser(ctx, { name, password, fullName: n % 2 === 0 ? `Full ${n}` : null });
    await assignRole(ctx, { role: `role ${name}`.slice(0, 100).trim(), user: name });
    first ??= user.id;
    if (n === 1) await assignRole(ctx, { role: 'admin', user: name });
    if (n === 2) await updateUser(ctx, { user: name, isActive: false });
  }
}

async function exported(ctx: Ctx, format: ExportFormat, choice = {}): Promise<string> {
  const target = at(`.${format}`);
  const { stream } = await exportStore(ctx, choice, format);
  await pipeline(stream(), createWriteStream(target));
  return target;
}

describe('a store with names that others take amiss', () => {
  beforeAll(() => fill(first.opened), 300_000);

  it.each(EXPORT_FORMATS)(
    'comes back equal, object by object, from a %s',
    { timeout: 300_000 },
    async (format) => {
      const second = others[format].opened;
      const file = await exported(system(first.opened), format, { withPasswords: true });
      const report = await applyImport(system(second), await openSource(file), { project: null });
      expect(report.lines.filter(({ action }) => action === 'refused' || action === 'differs')).toEqual([]);

      const offers = await listImportOffers(system(second));
      expect(offers.items.flatMap(({ lacking }) => lacking)).toEqual([]);
      for (const { id } of offers.items) await giveOffered(system(second), { offer: id });
      const before = await storeContents(first.opened);
      const after = await storeContents(second);
      for (const kind of Object.keys(before)) expect(after[kind], kind).toEqual(before[kind]);
      expect(before['artifacts']?.length).toBeGreaterThan(60);

      const again = await applyImport(system(second), await openSource(file), {
        project: null,
        overwrite: true,
      });
      expect({
        take: again.totals.take,
        replace: again.totals.replace,
        differs: again.totals.differs,
      }).toEqual({
        take: 0,
        replace: 0,
        differs: 0,
      });
    },
  );

  it('keeps models of one name apart when all are to go to one project', async () => {
    const file = await exported(system(first.opened), 'zip');
    const report = await planImport(system(others.zip.opened), await openSource(file), { project: 'CON' });
    const refused = report.lines.filter(({ action, name }) => action === 'refused' && name === 'Same name');
    expect(refused).toHaveLength(2);
    expect(refused[0]?.notes[0]).toMatch(/has a model of this name too/);
  });

  it('gives one project, or one model of it, without people and catalogs', { timeout: 60_000 }, async () => {
    const place = { project: 'Vision', model: 'Same name' };
    for (const format of EXPORT_FORMATS) {
      const file = await exported(system(first.opened), format, place);
      const { lines, projects } = await planImport(system(first.opened), await openSource(file), {
        project: null,
      });
      expect(projects).toEqual(['Vision']);
      expect(lines.filter(({ kind }) => kind === 'file')).toEqual([]);
      expect(new Set(lines.map(({ kind }) => kind))).toEqual(
        new Set(['model', 'version', 'artifact', 'list_entry']),
      );
      expect(lines.filter(({ kind }) => kind === 'model').map(({ name }) => name)).toEqual(['Same name']);
    }
  });
});
