import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { createUser } from '@/lib/people/create-user';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { createTeam } from '@/lib/teams/create-team';
import { makeUser, unique } from '@/lib/testing/world';
import { exportPeople } from './export-people';

const database = testDatabase();

describe('exporting people', () => {
  it('gives those that are chosen, no hash of any, and is an event', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const begin = unique('=sum');
    const password = unique('a long pass phrase');
    await createUser(ada.ctx(), { name: `${begin}-a`, password, email: 'a@example.org' });
    await createUser(ada.ctx(), { name: `${begin}-b` });
    const { stream, name } = await exportPeople(ada.ctx(), { search: begin });
    expect(name).toMatch(/^people \d{4}-\d\d-\d\d\.csv$/);
    const lines = (await text(stream())).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(new RegExp(`^'${begin}-a,person,,a@example.org,active,password,,,,`));
    expect(lines[2]).toContain(',active,no password,');
    expect(lines.join()).not.toContain('argon2');
    const { items } = await listAuditEvents(ada.ctx(), { user: ada.name, action: 'user.export' });
    expect(items).toMatchObject([{ resourceName: 'people', details: { search: begin } }]);
  });

  it('tells people and service accounts apart, and leaves the latter out unless they are asked for', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const begin = unique('robot');
    const { name: team } = await createTeam(ada.ctx(), { name: unique('team') });
    await createServiceAccount(ada.ctx(), { name: `${begin}-s`, team });
    await createUser(ada.ctx(), { name: `${begin}-p` });
    const linesOf = async (choice: object) => {
      const { stream } = await exportPeople(ada.ctx(), { search: begin, ...choice });
      return (await text(stream())).trimEnd().split('\r\n').slice(1);
    };
    const person = expect.stringContaining(`${begin}-p,person,`);
    const service = expect.stringContaining(`${begin}-s,service account,,,active,tokens only,`);
    expect(await linesOf({})).toEqual([person]);
    expect(await linesOf({ kind: 'service' })).toEqual([service]);
    expect(await linesOf({ kind: 'all' })).toEqual([person, service]);
  });

  it('is refused to who may not read people', async () => {
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    await expect(exportPeople(viewer.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
