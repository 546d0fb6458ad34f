import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opened } from '@/db/client';
import { testDatabase } from '@/db/testing/test-database';
import { writeFolder } from '@/lib/archives/testing/archives';
import { newId } from '@/lib/core/id';
import { nameProblem } from '@/lib/core/name';
import { writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { registerStack } from '@/lib/stacks/register-stack';
import { declareStoreAssociation } from '@/lib/stacks/store-associations';
import { ctxFor, SYSTEM } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { makeZenFixture } from '@/lib/transfer/testing/zen-fixture';
import { importPath } from '@/lib/transfer/testing/zen-world';
import { exportZen, exportZenFiles, ZEN_FORMATS } from './export-zen';

// All of these are about whole stores.
const first = testDatabase({ fresh: true });
const others = { 'zenml-zip': testDatabase({ fresh: true }), 'zenml-sqlite': testDatabase({ fresh: true }) };
const { at } = importWorld(() => first.opened);
const system = (opened: Opened) => ctxFor(opened, SYSTEM);

/** Names that a store may have and a file may not, and some that only look so. */
const NASTY = [
  ...[
    'con',
    'NUL.txt',
    'x.',
    '..x',
    '.hidden',
    '._apple',
    'a:b',
    'a|b*',
    'tab\\back',
    'a___b',
    '~0123456789ab',
  ],
  ...[
    'Straße',
    'STRASSE',
    'straße',
    'ÅNGSTRÖM',
    '例え',
    '🦉 owl',
    'constructor',
    '__proto__',
    'a b',
    '-',
    '1',
    '1.0',
    'yes',
    '=',
    '{}',
    "it's",
  ],
  ...[
    '"quoted"',
    'x'.repeat(255),
    'é'.repeat(127),
    'stacks.yaml',
    '0x1f',
    '2022-05-24',
    'null',
    '- a',
    'a: b',
  ],
];

async function filesOf(opened: Opened): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { path, text } of await exportZenFiles(system(opened), { withSecrets: true })) {
    let whole = '';
    for await (const piece of typeof text === 'string' ? [text] : (text ?? [])) whole += piece;
    files[path] = whole;
  }
  return files;
}

describe('an export for ZenML and an import of it', () => {
  it('give the same store, byte for byte of what goes out: folder from zip, folder from SQLite', async () => {
    const { opened } = first;
    await importPath(system(opened), await writeFolder(at(''), makeZenFixture().members));
    const names = new Set(
      [...NASTY, ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1 }), 40)].filter(
        (name) => nameProblem(name, 'name', 'path') === null,
      ),
    );
    expect(names.size).toBeGreaterThan(30);
    for (const name of names)
      await registerStack(system(opened), {
        name,
        components: (['artifact_store', 'orchestrator'] as const).map((type) => ({
          type,
          name,
          flavor: 'local',
          configuration: writeConfiguration({ name, uuid: newId(), path: `/${name}`, token: name }),
        })),
      });
    await declareStoreAssociation(system(opened), { artifactStore: newId(), metadataStore: newId() });
    const before = await filesOf(opened);
    expect(Object.keys(before)).toHaveLength(2 + 2 + 2 * names.size);
    for (const format of ZEN_FORMATS) {
      const file = at(format === 'zenml-zip' ? '.zip' : '.db');
      const made = await exportZen(system(opened), { withSecrets: true }, format);
      await pipeline(made.stream(), createWriteStream(file));
      const report = await importPath(system(others[format].opened), file);
      expect(report.totals, format).toMatchObject({ refused: 0, differs: 0 });
      const after = await filesOf(others[format].opened);
      // ZenML's tables know no associations before 0.12.
      const known = (files: Record<string, string>) => ({
        ...files,
        ...(format === 'zenml-sqlite'
          ? {
              'stacks.yaml': files['stacks.yaml']?.replace(/store_associations:\n(?:[- ] .*\n)+/, ''),
            }
          : {}),
      });
      expect(known(after), format).toEqual(known(before));
      const again = await importPath(system(opened), file);
      expect(again.totals, format).toMatchObject({ take: 0, refused: 0, differs: 0 });
    }
  }, 120_000);
});
