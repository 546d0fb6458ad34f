import { findProjectById } from '@/db/queries/projects';
import {
  countWaiting,
  expireRequests,
  insertRequest,
  lockAsker,
  type NamedRequest,
} from '@/db/queries/requests';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { type Asked, neededAt } from '@/lib/explanations/place';
import { waysTo } from '@/lib/explanations/ways';
import { accountOwner } from '@/lib/people/own-account';
import { refuseIssues } from '@/lib/people/user';
import { readableResource } from '@/lib/roles/readable-resource';
import { declareWrite } from '@/lib/writes/write';
import {
  type AccessRequest,
  DURATIONS,
  type Duration,
  MOST_WAITING,
  presentRequest,
  requestEvent,
  WAITS_MS,
} from './request';

export interface RequestAccess extends Asked {
  /** A role that would give it; the permission alone when absent. */
  readonly role?: string | null;
  readonly duration: Duration;
  /** Why it is needed, for who answers. */
  readonly note?: string | null;
}

/**
 * Asks for a permission, for some time; who hands out roles there finds it and answers. One's own right: for what one can
 * see, and also for what one holds already, to hold it longer. `conflict` when the same waits already, or too much does.
 */
export const requestAccess = declareWrite({
  verb: 'requestAccess',
  asks: ['own account'],
  audits: ['access_request.create'],
  example: async ({ anotherProject }) => ({
    operation: 'model' as const,
    type: 'delete' as const,
    project: await anotherProject(),
    duration: 'day' as const,
  }),
  ready: async (ctx: Ctx, input: RequestAccess) => {
    const { userId, name } = accountOwner(ctx, 'write');
    checkInput(input);
    const need = await neededAt(ctx, input);
    const resource =
      need.resourceId === null ? null : await readableResource(ctx, need.operation, need.resourceId);
    const ways = await waysTo(ctx, need);
    const role = input.role == null ? null : ways.find((way) => way.role === input.role);
    if (role === undefined || (role === null && !ways.some((way) => way.role === null)))
      throw invalid([
        {
          path: 'role',
          message:
            input.role == null
              ? `${input.operation}:${input.type} cannot be given by itself there: name a role.`
              : `There is no role ${input.role} that would give it there.`,
        },
      ]);
    return {
      userId,
      userName: name,
      need,
      resourceName: resource?.name ?? null,
      roleId: role?.roleId ?? null,
      roleName: role?.role ?? null,
      projectName:
        need.projectId === null ? null : ((await findProjectById(ctx.db, need.projectId))?.name ?? null),
    };
  },
  write: async ({ tx, ctx, tell }, ready, input): Promise<AccessRequest> => {
    const { userId, userName, need, resourceName, roleId, roleName, projectName } = ready;
    await lockAsker(tx, userId);
    await expireRequests(tx, userId, ctx.now);
    if ((await countWaiting(tx, userId)) >= MOST_WAITING)
      throw new DomainError(
        'conflict',
        `${MOST_WAITING} of your requests wait for an answer: withdraw one before you ask for more.`,
      );
    const row = await insertRequest(tx, {
      id: newId(),
      userId,
      operation: input.operation,
      type: input.type,
      projectId: need.projectId,
      resourceId: need.resourceId,
      resourceName,
      roleId,
      seconds: DURATIONS[input.duration],
      note: input.note || null,
      state: 'pending',
      ...createdStamp(ctx),
      waitsUntil: new Date(ctx.now.getTime() + WAITS_MS),
    });
    if (row === null)
      throw new DomainError('conflict', 'You have asked for this already, and it waits for an answer.');
    const named: NamedRequest = { request: row, userName, projectName, roleName, isHeld: false };
    tell(requestEvent('access_request.create', named, { state: row.state }));
    return presentRequest(named, ctx.now);
  },
});

function checkInput({ operation, type, duration, note }: RequestAccess): void {
  const guard = GUARDS[operation];
  if (!OPERATIONS.includes(operation))
    throw invalid([{ path: 'operation', message: 'There is no such operation.' }]);
  if (!PERMISSION_TYPES.includes(type) || (guard !== undefined && guard !== type))
    throw invalid([{ path: 'type', message: `Operation ${operation} knows no such type.` }]);
  if (!Object.hasOwn(DURATIONS, duration))
    throw invalid([{ path: 'duration', message: 'Choose an hour, a day, a week or a month.' }]);
  refuseIssues(textIssues(note, 'Why you need it', 'note'));
}
