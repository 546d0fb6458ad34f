import { type AuditFilter, everNamed } from '@/db/queries/audit-lists';
import { ownScope, readScope } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { checkMoment } from '@/lib/core/moment';
import { resolveProject } from '@/lib/projects/resolve-project';

/** Which events are meant; all that the actor may read where nothing is asked. */
export interface AuditChoice {
  readonly project?: string;
  /** Who acted, deleted people included; `me` for oneself. */
  readonly user?: string;
  /** Row id of what it was done to. */
  readonly resourceId?: string;
  /** The kind of what it was done to: an operation, `session`, `store`, or `security` for what was refused. */
  readonly resourceType?: string;
  /** What the name begins with that it had then. */
  readonly search?: string;
  /** What was done: a word of `AUDIT_ACTIONS`. */
  readonly action?: string;
  readonly since?: Date;
  /** Before this instant. */
  readonly until?: Date;
  /** One event: its chain, a dot, its number in it. */
  readonly event?: string;
}

/**
 * The events meant, as queries take them, within what the actor may read: all for who may `audit:read` everywhere, else
 * those of the projects they administer, and what they did themselves in any case.
 */
export async function auditFilter(ctx: Ctx, choice: AuditChoice): Promise<AuditFilter> {
  const { since, until, action, resourceType, resourceId } = choice;
  checkMoment(since, 'since');
  checkMoment(until, 'until');
  const project = choice.project === undefined ? null : await resolveProject(ctx, choice.project);
  const scope = await readScope(ctx, 'audit', project?.id ?? null);
  return {
    projectIds: scope.all ? null : scope.projectIds,
    own: ownScope(ctx),
    actor: choice.user === undefined ? null : await actorNamed(ctx, choice.user),
    projectId: project?.id ?? null,
    // What is no row id is nothing's: an id that no row has keeps the query the same.
    resourceId: resourceId === undefined ? null : isId(resourceId) ? resourceId : NOBODY,
    resourceType: resourceType ?? null,
    nameBegin: choice.search || null,
    action: action ?? null,
    since: since ?? null,
    until: until ?? null,
    event: choice.event === undefined ? null : placeOf(choice.event),
  };
}

/** What a list's cursors are bound to: what was asked of it. */
export function boundTo({ actor, event, since, until, ...filter }: AuditFilter) {
  const { projectIds: _projects, own: _own, ...rest } = filter;
  return {
    ...rest,
    actor: actor === null ? null : [...actor.ids, actor.name].join(' '),
    event: event === null ? null : `${event.chain}.${event.seq}`,
    since: since?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

async function actorNamed(ctx: Ctx, name: string): Promise<AuditFilter['actor']> {
  const own = name === 'me' ? actorUserId(ctx.actor) : null;
  return { ids: own === null ? await everNamed(ctx.db, name) : [own], name };
}

/** Where an event is; in no chain at all when it is written in no way that an event is named. */
function placeOf(event: string): { chain: string; seq: number } {
  const [, chain, seq] = /^([^.]{1,40})\.(\d{1,15})$/.exec(event) ?? [];
  return chain === undefined ? { chain: '', seq: 0 } : { chain, seq: Number(seq) };
}
