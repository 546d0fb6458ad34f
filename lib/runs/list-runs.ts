import { type CommitChoice, commitsFrom, type RunChoice } from '@/db/queries/run-choice';
import { countRuns, listRunRows } from '@/db/queries/run-lists';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { invalid } from '@/lib/core/domain-error';
import { checkMoment } from '@/lib/core/moment';
import { resolveProject } from '@/lib/projects/resolve-project';
import { type ListedRun, presentListedRun, runSortKey } from './listed-run';
import type { RunStatus } from './run';

/** Which runs of a project; what is absent leaves nothing out. */
export interface ListRuns {
  readonly project: string;
  readonly pipeline?: string;
  /** The stack's name as it was stamped. */
  readonly stack?: string;
  /** Who registered them, by the name they had then. */
  readonly user?: string;
  /** At least four hex digits that the commit begins with. */
  readonly commit?: string;
  readonly status?: RunStatus;
  /** Started then or later. */
  readonly since?: Date;
  /** Started before this instant. */
  readonly until?: Date;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of the readable runs of a project, newest start first. */
export async function listRuns(ctx: Ctx, input: ListRuns): Promise<Page<ListedRun>> {
  const project = await resolveProject(ctx, input.project);
  const [scope, artifactScope] = await Promise.all([
    readScope(ctx, 'pipeline_run', project.id),
    readScope(ctx, 'artifact'),
  ]);
  checkMoment(input.since, 'since');
  checkMoment(input.until, 'until');
  const choice: RunChoice = {
    projectId: project.id,
    scope,
    pipeline: input.pipeline || null,
    stack: input.stack || null,
    user: input.user || null,
    commit: await commitOf(ctx, project.id, input.commit),
    status: input.status ?? null,
    since: input.since ?? null,
    until: input.until ?? null,
    search: input.search || null,
  };
  const { pipeline, stack, user, status, search } = choice;
  const [since, until] = [input.since?.toISOString(), input.until?.toISOString()];
  const listing = {
    list: 'runs',
    filter: {
      project: project.id,
      pipeline,
      stack,
      user,
      status,
      search,
      since,
      until,
      commit: input.commit,
    },
  };
  const limit = pageLimit(input.limit);
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listRunRows(ctx.db, choice, { artifactScope, keyset, limit });
  const count = rows[0]?.total ?? (keyset === null ? 0 : await countRuns(ctx.db, choice));
  return pageOf(ctx, listing, { keyset, limit, count }, rows, runSortKey, presentListedRun);
}

/** A whole hash is looked up as it is. */
async function commitOf(
  ctx: Ctx,
  projectId: string,
  given: string | undefined,
): Promise<CommitChoice | null> {
  if (given === undefined || given === '') return null;
  const beginning = given.toLowerCase();
  if (!/^[0-9a-f]{4,64}$/.test(beginning)) {
    const message = 'A commit is asked for by at least four of the hex digits that it begins with.';
    throw invalid([{ path: 'commit', message, value: given }]);
  }
  if (beginning.length >= 40) return { first: beginning, last: beginning };
  return commitsFrom(ctx.db, projectId, beginning);
}
