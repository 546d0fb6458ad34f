import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { writeTar, writeZip } from '@/lib/archives/testing/archives';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { makeProject } from '@/lib/testing/world';
import { openSource } from '@/lib/transfer/open-source';
import { importWorld, reportLines } from '@/lib/transfer/testing/import-world';
import { makeFixture } from '@/lib/transfer/testing/mlte-fixture';
import { applyImport, planImport } from './import-store';

const database = testDatabase();
const { at, importer, sourceOf } = importWorld(() => database.opened);

describe('a store with names that differ only in case', () => {
  it('brings its models as two, from a folder or an archive, as its dry run said', async () => {
    const fixture = makeFixture();
    const upper = fixture.model.toUpperCase();
    const twins = fixture.members
      .filter(({ name }) => name.startsWith(`models/${fixture.model}/`))
      .map(({ name, body }) => ({
        name: name.replace(fixture.model, upper),
        body: String(body).replaceAll('Sort apples', 'Sort pears'),
      }));
    const members = [...fixture.members, ...twins];
    const sources = [
      await sourceOf(members),
      await openSource(await writeZip(at('.zip'), members)),
      await openSource(await writeTar(at('.tar'), members)),
    ];
    for (const source of sources) {
      const { name } = await makeProject(database.opened);
      const plan = await planImport(importer(), source, { project: name });
      const report = await applyImport(importer(), source, { project: name });
      expect({ ...report, dryRun: true }).toEqual(plan);
      expect(reportLines(report, fixture)).toEqual(expect.arrayContaining(['model *-Orchard: take']));
      expect(report.lines.filter(({ kind, action }) => kind === 'model' && action === 'take')).toHaveLength(
        3,
      );
      const text = async (model: string) =>
        JSON.stringify(
          await readArtifact(importer(), { project: name, model, version: null, artifact: 'card.default' }),
        );
      expect(await text(fixture.model)).toContain('Sort apples');
      expect(await text(upper)).toContain('Sort pears');
    }
  });

  it('brings the first of its people and groups, and refuses the others, as its dry run said', async () => {
    const fixture = makeFixture();
    const twins = fixture.members
      .filter(({ name }) => name.startsWith('users/users/') || name.startsWith('users/groups/'))
      .map(({ name, body }) => ({
        name: name.replaceAll(fixture.id, fixture.id.toUpperCase()),
        body: body ?? '',
      }));
    const source = await sourceOf([...fixture.members, ...twins]);
    const plan = await planImport(importer(), source, { project: 'default' });
    const report = await applyImport(importer(), source, { project: 'default' });
    expect({ ...report, dryRun: true }).toEqual(plan);
    const people = report.lines.filter(({ kind }) => kind === 'user' || kind === 'role');
    expect(people).toHaveLength(8);
    expect(people.filter(({ action }) => action === 'refused')).toHaveLength(4);
    for (const { action, kind, notes } of people)
      if (action === 'refused') expect(notes[0]).toContain(`two ${kind}s never differ only in case or width`);
  });
});
