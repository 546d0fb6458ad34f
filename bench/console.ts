import { sql } from 'drizzle-orm';
import { grantsOf } from '@/db/queries/grants';
import { addUses } from '@/db/queries/uses';
import type { Ctx } from '@/lib/core/ctx';
import type { Page } from '@/lib/core/cursor';
import { dayNumber, dayText } from '@/lib/counting/held-counts';
import { listIssuedTokens } from '@/lib/credentials/list-issued-tokens';
import { listPeople } from '@/lib/people/list-people';
import { reviewAssignments } from '@/lib/reviews/review-assignments';
import { listRoleSummaries } from '@/lib/roles/console/list-role-summaries';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { listLivingSessions } from '@/lib/sign-in/list-living-sessions';
import { listTeams } from '@/lib/teams/list-teams';
import { REVIEWED_OPERATIONS } from '@/lib/uses/reviewed-operations';
import { settings } from './settings';
import { type BenchStore, settle } from './stores';
import { type Measured, median } from './table';

/** A company that a store is for, and one a twentieth of it. Sessions and tokens are as many as people. */
const SMALL = { people: 50, teams: 3, roles: 20, assignments: 250 } as const;
const LARGE = { people: 1_000, teams: 60, roles: 400, assignments: 5_000 } as const;
type Size = { readonly [what in keyof typeof SMALL]: number };

const LISTS: readonly { readonly what: string; readonly page: (ctx: Ctx) => Promise<Page<unknown>> }[] = [
  { what: 'people', page: (ctx) => listPeople(ctx, { limit: 50 }) },
  { what: 'people without a role', page: (ctx) => listPeople(ctx, { limit: 50, state: 'no role' }) },
  { what: 'people of a name', page: (ctx) => listPeople(ctx, { limit: 50, search: 'person-4' }) },
  { what: 'teams', page: (ctx) => listTeams(ctx, { limit: 50 }) },
  { what: 'roles', page: (ctx) => listRoleSummaries(ctx, { limit: 50 }) },
  { what: 'assignments', page: (ctx) => listRoleAssignments(ctx, { limit: 50 }) },
  { what: 'tokens', page: (ctx) => listIssuedTokens(ctx, { limit: 50 }) },
  { what: 'sessions', page: (ctx) => listLivingSessions(ctx, { limit: 50 }) },
  { what: 'access review, unused', page: (ctx) => reviewAssignments(ctx, { state: 'unused', limit: 50 }) },
];

/**
 * Pages of 50 of the console's lists, through their verbs, counts and grants included, in a store of 1,000 people against
 * one of 50; and what somebody with ten assignments may do, which every request asks.
 */
export async function measureConsole(store: BenchStore): Promise<Measured[]> {
  await fill(store, SMALL, 'small');
  await settle(store);
  const small = await timesOf(store);
  await fill(store, LARGE, 'large');
  await settle(store);
  const large = await timesOf(store);
  const compared = large.map(({ what, ms }, n) => ({
    what,
    engine: store.engine,
    assay: `${ms.toFixed(2)} ms`,
    against: `${(small[n]?.ms ?? Number.NaN).toFixed(2)} ms`,
    ratio: ms / (small[n]?.ms ?? Number.NaN),
    budget: null,
  }));
  return [...compared, ...(await atOnce(store))];
}

/** Uses that are added in one flush: as many as a busy minute has. */
const USES_AT_ONCE = 1_000;
/** Milliseconds that 19 of 20 pages may take while as many are asked for as there are connections. */
const MOST_AT_ONCE_MS = 100;

/** How long 19 of 20 pages of each list take at most, asked for by several at once, against what they may. */
async function atOnce(store: BenchStore): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { what, page } of LISTS) {
    const times: number[] = [];
    const asker = async (): Promise<void> => {
      for (let n = 0; n < settings.pages / settings.connections; n += 1) {
        const began = performance.now();
        await page(store.ctx());
        times.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: settings.connections }, asker));
    const most = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
    measured.push({
      what: `console, ${what}: 19 of 20 pages in the large store, ${settings.connections} at once`,
      engine: store.engine,
      assay: `${most.toFixed(1)} ms`,
      against: `${MOST_AT_ONCE_MS} ms`,
      ratio: most / MOST_AT_ONCE_MS,
      budget: { at: 'most', value: 1 },
    });
  }
  return measured;
}

async function timesOf(store: BenchStore): Promise<{ readonly what: string; readonly ms: number }[]> {
  const rows: { what: string; ms: number }[] = [];
  for (const { what, page } of LISTS)
    rows.push({
      what: `console, ${what}: 1,000 people, 60 teams, 400 roles, 5,000 assignments against a twentieth`,
      ms: await medianOf(() => page(store.ctx())),
    });
  const [somebody] = await store.opened.db.execute<{ id: string }>(sql`
    select user_id as id from role_assignments where user_id is not null and not is_of_model
    group by user_id order by count(*) desc, user_id limit 1`);
  if (somebody === undefined) throw new Error('nobody holds a role');
  const grants = () => grantsOf(store.opened.db, somebody.id, new Date());
  rows.push({ what: 'what somebody may do, in the same', ms: await medianOf(grants) });
  return rows;
}

/** Milliseconds; the first ten warm up. */
async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < settings.pages + 10; n += 1) {
    const began = performance.now();
    await work();
    if (n >= 10) times.push(performance.now() - began);
  }
  return median(times);
}

/**
 * As many of each as `size` says, in the round `prefix`: four of five assignments are direct, a third everywhere, all given
 * 100 to 350 days ago. Each person has read on 40 days and at as many places, half of that lately.
 */
async function fill({ opened: { db, aside } }: BenchStore, size: Size, prefix: string): Promise<void> {
  const stamps = sql`now(), 'bench', now(), 'bench'`;
  const named = sql`created_at, created_by_name, updated_at, updated_by_name`;
  const name = (noun: string) => sql`${`${prefix}-${noun}-`} || n`;
  const upTo = (count: number) => sql`generate_series(1, ${count}::int) n`;
  await db.execute(sql`insert into users (id, name, name_key, ${named})
    select gen_random_uuid(), ${name('person')}, ${name('person')}, ${stamps} from ${upTo(size.people)}`);
  await db.execute(sql`insert into teams (id, name, name_key, ${named})
    select gen_random_uuid(), ${name('team')}, ${name('team')}, ${stamps} from ${upTo(size.teams)}`);
  await db.execute(sql`insert into roles (id, name, name_key, origin, ${named})
    select gen_random_uuid(), ${name('role')}, ${name('role')}, 'custom', ${stamps} from ${upTo(size.roles)}`);
  await db.execute(sql`insert into projects (id, name, name_key, ${named})
    select gen_random_uuid(), ${name('project')}, ${name('project')}, ${stamps} from ${upTo(20)}`);
  const ours = (
    table: string,
  ) => sql`(select id, row_number() over (order by name) - 1 as n from ${sql.raw(table)}
    where name like ${`${prefix}-%`})`;
  await db.execute(sql`insert into role_permissions (role_id, operation, type)
    select r.id, o.operation, 'read' from ${ours('roles')} r,
      (values ('model'), ('artifact'), ('pipeline_run'), ('stack'), ('catalog')) o(operation)`);
  // Each is in two teams.
  await db.execute(sql`insert into team_memberships (team_id, user_id, created_at, created_by_name)
    select distinct t.id, u.id, now(), 'bench' from ${ours('users')} u, generate_series(0, 1) k, ${ours('teams')} t
    where t.n = (u.n * 7 + k) % ${size.teams}::int`);
  await db.execute(sql`insert into role_assignments (id, role_id, user_id, team_id, project_id, created_at, created_by_name)
    select gen_random_uuid(), r.id, u.id, t.id, p.id, now() - (100 + k % 250) * interval '1 day', 'bench'
    from generate_series(0, ${size.assignments - 1}::int) k
    join ${ours('roles')} r on r.n = (k * 31) % ${size.roles}::int
    left join ${ours('users')} u on k % 5 > 0 and u.n = (k * 13) % ${size.people}::int
    left join ${ours('teams')} t on k % 5 = 0 and t.n = (k / 5) % ${size.teams}::int
    left join ${ours('projects')} p on k % 3 > 0 and p.n = k % 20
    on conflict do nothing`);
  await db.execute(sql`insert into tokens (id, user_id, kind, name, prefix, token_hash, created_at, created_by_name, expires_at)
    select gen_random_uuid(), u.id, 'api', 'bench', 'assay_', sha256(u.id::text::bytea), now(), 'bench', now() + interval '9 days'
    from ${ours('users')} u`);
  await db.execute(sql`insert into sessions (id, user_id, token_hash, created_at, last_seen_at, expires_at)
    select gen_random_uuid(), u.id, sha256(u.id::text::bytea), now(), now(), now() + interval '9 days' from ${ours('users')} u`);
  await db.execute(sql`update store_state set value = to_char(now() - interval '400 days', 'YYYY-MM-DD')
    where key = 'uses_counted_since'`);
  const uses = await db.execute<{ userId: string; operation: string; projectId: string; back: number }>(sql`
    select u.id as "userId", o.operation, p.id as "projectId", ((u.n * 7 + k * 11) % 180)::int as back
    from ${ours('users')} u, generate_series(0, 39) k
    join (values (0, 'model'), (1, 'artifact'), (2, 'pipeline_run')) o(n, operation) on o.n = k % 3
    join ${ours('projects')} p on p.n = (k * 7) % 20 order by back desc`);
  const today = dayNumber(new Date());
  for (let from = 0; from < uses.length; from += USES_AT_ONCE)
    await addUses(
      aside,
      uses
        .slice(from, from + USES_AT_ONCE)
        .map(({ back, ...use }) => ({ ...use, type: 'read', day: dayText(today - back), uses: 1 })),
      REVIEWED_OPERATIONS,
    );
}
