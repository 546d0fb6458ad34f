import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { createProject } from '@/lib/projects/create-project';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { readAuditState } from './read-audit-state';
import { verifyAudit } from './verify-audit';

// What is broken here stays broken: no other test may see it.
const database = testDatabase({ fresh: true });
const run = (statement: ReturnType<typeof sql>) => database.opened.db.execute(statement);

describe('verifying the audit', () => {
  let ada: Awaited<ReturnType<typeof makeUser>>;
  /** A chain of four events: the project was made, and three models in it. */
  let chain: string;
  beforeEach(async () => {
    ada = await makeUser(database.opened, { role: 'admin' });
    // Whatever an earlier test broke.
    await run(sql`delete from audit_events`);
    await run(sql`delete from audit_chains`);
    await run(sql`delete from audit_checks`);
    const project = await createProject(ada.ctx(), { name: unique('project') });
    chain = project.id;
    for (const name of ['a', 'b', 'c']) await createModel(ada.ctx(), { project: project.name, name });
  });

  it('says up to which event and when, and goes on from there', async () => {
    const before = await readAuditState(ada.ctx());
    expect(before).toMatchObject({ verified: 0, verifiedTo: null, broken: [] });
    expect(before.events).toBeGreaterThanOrEqual(4);
    const ctx = ada.ctx();
    const state = await verifyAudit(ctx, {});
    expect(state).toMatchObject({ verified: before.events, verifiedTo: ctx.now, broken: [] });
    await createTeam(ada.ctx(), { name: unique('team') });
    const later = await readAuditState(ada.ctx());
    expect(later.events - later.verified).toBe(1);
    // The chain of the store began after the first check, and nothing in it was checked.
    expect(later.verifiedTo?.getTime()).toBeGreaterThanOrEqual(ctx.now.getTime());
    const again = ada.ctx();
    const after = await verifyAudit(again, {});
    expect(after).toMatchObject({ verified: later.events, verifiedTo: again.now });
  });

  it.each([
    ['payload', 3, sql`update audit_events set payload = replace(payload, '"b"', '"x"') where seq = 3`],
    ['columns', 3, sql`update audit_events set actor_name = 'eve' where seq = 3`],
    ['columns', 2, sql`update audit_events set resource_name = 'x' where seq = 2`],
    ['columns', 4, sql`update audit_events set at = at + interval '1 hour' where seq = 4`],
    ['missing', 3, sql`delete from audit_events where seq = 2`],
    ['missing', 2, sql`delete from audit_events where seq = 1`],
    ['missing', 4, sql`delete from audit_events where seq = 4`],
    ['head', 4, sql`update audit_chains set hash = repeat('0', 64)`],
  ])('finds %s at event %i', async (fault, seq, tamper) => {
    await run(tamper);
    const state = await verifyAudit(ada.ctx(), {});
    expect(state.broken).toMatchObject([{ chain, fault, seq }]);
    expect(state.verifiedTo).toBeNull();
    expect((await readAuditState(ada.ctx())).broken).toEqual(state.broken);
  });

  it('finds an event that was rewritten with a hash that fits it', async () => {
    const [row] = await database.opened.db.execute<{ previous_hash: string; payload: string }>(
      sql`select previous_hash, payload from audit_events where chain = ${chain} and seq = 3`,
    );
    const payload = row?.payload.replace('"b"', '"x"') ?? '';
    const hash = createHash('sha256').update(`${row?.previous_hash}\n${payload}`).digest('hex');
    await run(sql`update audit_events set payload = ${payload}, hash = ${hash}, resource_name = 'x'
      where chain = ${chain} and seq = 3`);
    const { broken } = await verifyAudit(ada.ctx(), {});
    expect(broken).toMatchObject([{ chain, fault: 'order', seq: 4 }]);
  });

  it('finds a whole chain that was written anew after it had been checked', async () => {
    await verifyAudit(ada.ctx(), {});
    await run(sql`update audit_events set hash = repeat('0', 64) where chain = ${chain} and seq = 4`);
    await run(sql`update audit_chains set hash = repeat('0', 64) where chain = ${chain}`);
    const { broken } = await verifyAudit(ada.ctx(), {});
    expect(broken).toMatchObject([{ chain, fault: 'rewritten', seq: 4 }]);
  });

  it('finds events that were cut off after they had been checked, with the head', async () => {
    await verifyAudit(ada.ctx(), {});
    await run(sql`delete from audit_events where chain = ${chain} and seq > 2`);
    await run(sql`update audit_chains set seq = 2, hash = (select hash from audit_events where chain = ${chain} and seq = 2)
      where chain = ${chain}`);
    expect((await verifyAudit(ada.ctx(), {})).broken).toMatchObject([{ chain, fault: 'missing', seq: 3 }]);
    await run(sql`delete from audit_events where chain = ${chain}`);
    await run(sql`delete from audit_chains where chain = ${chain}`);
    expect((await verifyAudit(ada.ctx(), {})).broken).toMatchObject([{ chain, fault: 'missing', seq: 1 }]);
  });

  it('finds only from the start what was changed after it had been checked, and forgets it once mended', async () => {
    await verifyAudit(ada.ctx(), {});
    const rename = (name: string) =>
      run(sql`update audit_events set actor_name = ${name} where chain = ${chain} and seq = 2`);
    await rename('eve');
    expect((await verifyAudit(ada.ctx(), {})).broken).toEqual([]);
    const found = await verifyAudit(ada.ctx(), { fromTheStart: true });
    expect(found.broken).toMatchObject([{ chain, fault: 'columns', seq: 2 }]);
    await rename(ada.name);
    expect((await verifyAudit(ada.ctx(), {})).broken).toEqual([]);
  });

  it('is for who reads all of a chain, and leaves other chains alone', async () => {
    const local = await makeUser(database.opened, { role: 'admin', projectId: chain });
    expect(await verifyAudit(local.ctx(), {})).toMatchObject({ events: 4, verified: 4, broken: [] });
    const other = await makeProject(database.opened);
    const foreign = await makeUser(database.opened, { role: 'admin', projectId: other.id });
    expect(await readAuditState(foreign.ctx())).toMatchObject({ events: 0, since: null, verifiedTo: null });
    for (const user of [await makeUser(database.opened, { role: 'viewer' }), await makeUser(database.opened)])
      for (const verb of [verifyAudit, readAuditState])
        await expect(verb(user.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verifyAudit(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
