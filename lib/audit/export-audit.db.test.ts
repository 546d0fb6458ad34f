import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { createModel } from '@/lib/models/create-model';
import { deleteUser } from '@/lib/people/delete-user';
import { createProject } from '@/lib/projects/create-project';
import { makeUser, unique } from '@/lib/testing/world';
import type { AuditChoice } from './audit-filter';
import { type AuditFormat, exportAudit } from './export-audit';

const database = testDatabase();
type Person = Awaited<ReturnType<typeof makeUser>>;

const exported = async (who: Person, choice: AuditChoice, format: AuditFormat) =>
  text((await exportAudit(who.ctx(), choice, format)).stream());

/** A project with two models, the second of which a spreadsheet would calculate. */
async function made() {
  const ada = await makeUser(database.opened, { role: 'admin' });
  const project = await createProject(ada.ctx(), { name: unique('project') });
  for (const name of ['first', '=1+1, "twice"'])
    await createModel(ada.ctx(), { project: project.name, name });
  return { ada, project };
}

describe('exporting the audit', () => {
  it('gives each event as it was hashed, the oldest first, and is an event itself', async () => {
    const { ada, project } = await made();
    const lines = (await exported(ada, { project: project.name }, 'jsonl')).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(events.map(({ payload }) => (JSON.parse(payload ?? '') as { action: string }).action)).toEqual([
      'project.create',
      'model.create',
      'model.create',
    ]);
    for (const { previousHash, payload, hash } of events)
      expect(createHash('sha256').update(`${previousHash}\n${payload}`).digest('hex')).toBe(hash);
    const { items } = await listAuditEvents(ada.ctx(), { project: project.name, limit: 1 });
    expect(items).toMatchObject([
      { action: 'audit.export', actor: ada.name, details: { format: 'jsonl', project: project.name } },
    ]);
  });

  it('gives a spreadsheet lines that are no formulas', async () => {
    const { ada, project } = await made();
    const csv = await exported(ada, { project: project.name, resourceType: 'model' }, 'csv');
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('time,person,action,type,name,project,changes,details,chain,number,hash');
    expect(lines[2]).toContain(`,model.create,model,"'=1+1, ""twice""",${project.name},`);
  });

  it('holds what is asked for and nothing else', async () => {
    const { ada, project } = await made();
    const rows = async (choice: AuditChoice) =>
      (await exported(ada, { project: project.name, ...choice }, 'jsonl')).split('\n').length - 1;
    expect(await rows({ search: 'fir' })).toBe(1);
    expect(await rows({ action: 'model.create' })).toBe(2);
    expect(await rows({ user: unique('nobody') })).toBe(0);
    expect(await rows({ until: new Date(0) })).toBe(0);
  });

  it("gives a project's administrator that project's, and nobody else anything", async () => {
    const { ada, project } = await made();
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    const csv = await exported(local, {}, 'csv');
    expect(csv).toContain(project.name);
    expect(csv.split('\r\n').filter((line) => line.includes(ada.name))).toHaveLength(3);
    for (const user of [await makeUser(database.opened, { role: 'viewer' }), await makeUser(database.opened)])
      await expect(exportAudit(user.ctx(), {}, 'csv')).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = await createProject(ada.ctx(), { name: unique('foreign') });
    await expect(exportAudit(local.ctx(), { project: foreign.name }, 'csv')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('choosing from the audit', () => {
  it('finds events by who, what, the beginning of a name, and when', async () => {
    const { ada, project } = await made();
    const found = async (choice: AuditChoice) =>
      (await listAuditEvents(ada.ctx(), { project: project.name, ...choice })).items.map(
        ({ resourceName }) => resourceName,
      );
    expect(await found({ resourceType: 'model', search: 'first' })).toEqual(['first']);
    expect(await found({ search: '=1+1' })).toEqual(['=1+1, "twice"']);
    expect(await found({ search: 'irst' })).toEqual([]);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ user: 'me', action: 'project.create' })).toEqual([project.name]);
    expect(await found({ since: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found({ until: new Date(Date.now() + 60_000) })).toHaveLength(3);
    const { items } = await listAuditEvents(ada.ctx(), { project: project.name });
    const { chain, seq, previousHash } = items[0] ?? expect.fail('none');
    expect(previousHash).toBe(items[1]?.hash);
    expect(items[0]).toMatchObject({ actorId: ada.id, actorKind: 'session', project: project.name });
    expect(await found({ event: `${chain}.${seq}` })).toEqual(['=1+1, "twice"']);
    for (const event of [`${chain}.99`, 'x', '', `security.${seq}`])
      expect(await found({ event })).toEqual([]);
  });

  it('finds what somebody did whose account was deleted', async () => {
    const { ada, project } = await made();
    const left = await makeUser(database.opened, { role: 'maintainer' });
    await createModel(left.ctx(), { project: project.name, name: 'theirs' });
    await deleteUser(ada.ctx(), { user: left.name });
    const { items } = await listAuditEvents(ada.ctx(), { user: left.name });
    expect(items.map(({ resourceName }) => resourceName)).toEqual(['theirs']);
  });

  it('refuses an instant that no database can hold', async () => {
    const { ada } = await made();
    await expect(listAuditEvents(ada.ctx(), { since: new Date(8.64e15) })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
