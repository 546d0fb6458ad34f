import type { NamedRequest } from '@/db/queries/requests';
import type { REQUEST_STATES } from '@/db/schema';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { AuditAction } from '@/lib/writes/actions';
import { changesBetween } from '@/lib/writes/changes';

/** For how long something can be asked for and granted, in seconds, the shortest first. */
export const DURATIONS = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;

export type Duration = keyof typeof DURATIONS;

/** The words of {@link DURATIONS}, for the forms and schemas that offer them. */
export const DURATION_NAMES = Object.keys(DURATIONS) as [Duration, ...Duration[]];

/** How long a request waits for an answer before it lapses, and how many of one person may wait. */
export const WAITS_MS = 30 * 86_400_000;
export const MOST_WAITING = 10;

/** A request for access as verbs answer it. Instants in UTC. */
export interface AccessRequest {
  readonly id: string;
  readonly user: string;
  readonly operation: Operation;
  readonly type: PermissionType;
  /** Null: in the store. */
  readonly project: string | null;
  readonly projectId: string | null;
  /** Row id of the one thing that is meant, and its name then; null for everything there. */
  readonly resource: string | null;
  readonly resourceName: string | null;
  /** The role asked for; null for the permission alone. */
  readonly role: string | null;
  readonly duration: Duration;
  readonly note: string | null;
  readonly state: (typeof REQUEST_STATES)[number];
  readonly createdAt: Date;
  readonly waitsUntil: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly answerNote: string | null;
  readonly grantedUntil: Date | null;
  /** Whether what was granted is still held: it ends by itself, or by somebody's hand before. */
  readonly isHeld: boolean;
}

/** What waits longer than it may has lapsed, whether or not a write has said so yet. */
export function presentRequest({ request, ...names }: NamedRequest, now: Date): AccessRequest {
  const lapsed = request.state === 'pending' && request.waitsUntil <= now;
  return {
    id: request.id,
    user: names.userName,
    operation: request.operation,
    type: request.type,
    project: names.projectName,
    projectId: request.projectId,
    resource: request.resourceId,
    resourceName: request.resourceName,
    role: names.roleName,
    duration: durationOf(request.seconds),
    note: request.note,
    state: lapsed ? 'expired' : request.state,
    createdAt: request.createdAt,
    waitsUntil: request.waitsUntil,
    answeredAt: request.answeredAt,
    answeredBy: request.answeredByName,
    answerNote: request.answerNote,
    grantedUntil: request.grantedUntil,
    isHeld: names.isHeld,
  };
}

const durationOf = (seconds: number): Duration =>
  DURATION_NAMES.find((name) => DURATIONS[name] >= seconds) ?? 'month';

/** The audit event of a request, under the name of the permission: nothing of the notes, which may hold anything. */
export function requestEvent<Action extends AuditAction>(
  action: Action,
  request: NamedRequest,
  after: Readonly<Record<string, string | null>>,
) {
  const { id, operation, type, projectId, resourceId, seconds } = request.request;
  return {
    action,
    resourceType: 'access_request',
    resourceId: id,
    resourceName: `${operation}:${type}`,
    projectId,
    changes: changesBetween(null, after),
    details: { user: request.userName, resource: resourceId, role: request.roleName, seconds },
  } as const;
}
