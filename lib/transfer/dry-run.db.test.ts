import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import { writeFolder, writeZip } from '@/lib/archives/testing/archives';
import { exitCodeOf, type ImportReport } from '@/lib/import-report/report';
import { applyImport, planImport } from '@/lib/mlte/import-store';
import { CONFLICT_CHOICES } from '@/lib/zenml/conflicts/zen-conflicts';
import { openSource } from './open-source';
import { importWorld } from './testing/import-world';
import { randomMlteStore } from './testing/random-mlte';
import { randomZenStore } from './testing/random-zen';
import { importPath } from './testing/zen-world';

// Each world is met by the next: they fill one store of their own.
const database = testDatabase({ fresh: true });
const { importer, at } = importWorld(() => database.opened);

/** What a report says, whether it tells what would happen or what did. */
const said = ({ dryRun: _, ...report }: ImportReport) => report;

describe('the dry run of an import', () => {
  it('says of a random ZenML store what the import does, line by line, and what it brought is found again', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(randomZenStore, fc.constantFrom(...CONFLICT_CHOICES), async (members, usual) => {
        const path = await writeFolder(at(''), members);
        const conflicts = { usual, each: new Map() };
        const plan = await importPath(importer(), path, { dryRun: true, conflicts });
        const report = await importPath(importer(), path, { conflicts });
        expect(said(report)).toEqual(said(plan));
        expect(exitCodeOf(report)).toBe(exitCodeOf(plan));
        const again = await importPath(importer(), path, { dryRun: true, conflicts });
        expect(again.lines.filter(({ action }) => action === 'take')).toEqual([]);
      }),
      { numRuns: worlds(40, 300) },
    );
  });

  it('says of a random MLTE store what the import does, line by line, and what it brought is found again', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        randomMlteStore,
        fc.boolean(),
        fc.constantFrom(null, 'default'),
        async (members, overwrite, project) => {
          const source = await openSource(await writeZip(at('.zip'), members));
          const plan = await planImport(importer(), source, { project, overwrite });
          const report = await applyImport(importer(), source, { project, overwrite });
          expect(said(report)).toEqual(said(plan));
          expect(exitCodeOf(report)).toBe(exitCodeOf(plan));
          const again = await planImport(importer(), source, { project, overwrite });
          expect(again.lines.filter(({ action }) => action === 'take')).toEqual([]);
        },
      ),
      { numRuns: worlds(60, 300) },
    );
  });
});
