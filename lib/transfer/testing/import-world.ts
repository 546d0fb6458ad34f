import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Opened } from '@/db/client';
import type { Source } from '@/lib/archives/source';
import { type FixtureMember, writeFolder } from '@/lib/archives/testing/archives';
import type { Ctx } from '@/lib/core/ctx';
import type { ImportReport } from '@/lib/import-report/report';
import { ctxFor, unique } from '@/lib/testing/world';
import { openSource } from '../open-source';
import type { Fixture } from './mlte-fixture';

/** A temporary folder for a test file's stores, and who imports them from the machine itself. */
export function importWorld(opened: () => Opened) {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'assay-import-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  /** A path that nothing has, in the folder. */
  const at = (ending: string): string => path.join(folder, unique('store') + ending);
  return {
    at,
    importer: (): Ctx => ctxFor(opened(), { kind: 'system', name: 'import' }),
    sourceOf: async (members: readonly FixtureMember[]): Promise<Source> =>
      openSource(await writeFolder(at(''), members)),
  };
}

/** The report's lines as `kind name: action`, the fixture's id left out. */
export function reportLines(report: ImportReport, { id }: Pick<Fixture, 'id'>): string[] {
  return report.lines.map(({ kind, name, action }) => `${kind} ${name.replaceAll(id, '*')}: ${action}`);
}

/** The fixture's members with one JSON file added or replaced. */
export function having(fixture: Fixture, name: string, value: unknown): FixtureMember[] {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return [...fixture.members.filter((member) => member.name !== name), { name, body }];
}

/** One artifact file of the fixture, parsed. */
export function fixtureArtifact(fixture: Fixture, name: string): { header: object; body: object } {
  const member = fixture.members.find((each) => each.name === name);
  return JSON.parse(String(member?.body)) as { header: object; body: object };
}
