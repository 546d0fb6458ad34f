import { Readable } from 'node:stream';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { csvLine } from '@/lib/csv/csv-line';
import { declareWrite } from '@/lib/writes/write';
import { type ListPeople, listPeople, type Person } from './list-people';

/** Which people: as {@link listPeople} chooses them, all of its pages. */
export type PeopleChoice = Pick<ListPeople, 'search' | 'state' | 'kind' | 'team' | 'role' | 'sort'>;

/** People that are read at once: as many as a page may have. */
const BATCH = 200;

/** The people meant, as CSV, for who may list them. That it was exported is written before the first byte goes out. */
export async function exportPeople(
  ctx: Ctx,
  choice: PeopleChoice,
): Promise<{ readonly name: string; readonly type: string; readonly stream: () => Readable }> {
  await recordExport(ctx, choice);
  return {
    name: `people ${ctx.now.toISOString().slice(0, 10)}.csv`,
    type: 'text/csv; charset=utf-8',
    stream: () => Readable.from(lines(ctx, choice)),
  };
}

const recordExport = declareWrite({
  verb: 'exportPeople',
  asks: ['user:read'],
  audits: ['user.export'],
  example: () => ({ state: 'active' as const }),
  ready: (ctx: Ctx, _: PeopleChoice) =>
    authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null }),
  write: async ({ tell }, _ready, { search, state, kind, team, role }) => {
    tell({
      action: 'user.export',
      resourceType: 'user',
      resourceId: null,
      resourceName: 'people',
      projectId: null,
      details: {
        format: 'csv',
        search: search ?? null,
        state: state ?? null,
        kind: kind ?? 'person',
        team: team ?? null,
        role: role ?? null,
      },
    });
  },
});

const HEADINGS = [
  'name',
  'kind',
  'full name',
  'email',
  'state',
  'signs in',
  'teams',
  'roles',
  'last seen',
  'created',
  'created by',
] as const;

async function* lines(ctx: Ctx, choice: PeopleChoice): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listPeople>> = await listPeople(ctx, {
      ...choice,
      limit: BATCH,
      after,
    });
    yield page.items.map((person) => csvLine(cells(person))).join('');
    after = page.next;
  }
}

const cells = (person: Person): (string | null)[] => [
  person.name,
  person.kind === 'service' ? 'service account' : 'person',
  person.fullName,
  person.email,
  person.isActive ? 'active' : 'deactivated',
  person.kind === 'service' ? 'tokens only' : person.hasPassword ? 'password' : 'no password',
  person.teams?.join('; ') ?? null,
  person.roles?.join('; ') ?? null,
  person.lastSeenAt?.toISOString() ?? null,
  person.createdAt.toISOString(),
  person.createdBy,
];
