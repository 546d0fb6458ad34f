import type { GroupRow, GroupView } from '@/db/queries/groups';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Group, presentGroup } from './group';
import { groupView } from './group-view';
import { namedGroups } from './named-groups';
import { groupNeed } from './resolve-group';

/** Each model comes with a group, so there may be very many: so many rows are read at once. */
const AT_ONCE = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Every group at a project's address, however many: those with a name of their own, then those of its models. */
export async function listGroups(ctx: Ctx, input: { project: string }): Promise<AsyncIterable<Group>> {
  const view = await listableView(ctx, input.project);
  return mapped(allGroups(ctx, view, true), presentGroup);
}

/** The names of what {@link listGroups} lists. */
export async function listGroupNames(ctx: Ctx, input: { project: string }): Promise<AsyncIterable<string>> {
  const view = await listableView(ctx, input.project);
  return mapped(allGroups(ctx, view, false), ({ name }) => name);
}

async function listableView(ctx: Ctx, project: string): Promise<GroupView> {
  await authorizeOpenly(ctx, groupNeed('read'));
  return groupView(ctx, project);
}

async function* allGroups(ctx: Ctx, view: GroupView, withPermissions: boolean): AsyncGenerator<GroupRow> {
  yield* await namedGroups(ctx.db, view, { named: true }, { withPermissions });
  let after = BEFORE_ALL;
  for (;;) {
    const rows = await namedGroups(
      ctx.db,
      view,
      { ofModelsAfter: after, limit: AT_ONCE },
      { withPermissions },
    );
    yield* rows;
    const last = rows.at(-1)?.modelId ?? null;
    if (rows.length < AT_ONCE || last === null) return;
    after = last;
  }
}

async function* mapped<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncGenerator<B> {
  for await (const item of items) yield map(item);
}
