import { grantsOf, holdsOnModelIn, resourceGrantsOf } from '@/db/queries/grants';
import { findModelById } from '@/db/queries/models';
import { findProjectById } from '@/db/queries/projects';
import { administratorsFor, authorize, authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { resolveUser } from '@/lib/people/resolve-user';
import type { TokenLimit } from '@/lib/permissions/decide';
import { isGrantedOnOne, type Operation, type PermissionType, permitting } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';
import { RESOURCE_NOUNS, readableResource } from './readable-resource';

export interface Explain {
  /** Whose permission; the actor's own when absent. */
  readonly user?: string;
  readonly operation: Operation;
  readonly type: PermissionType;
  /** In this project; in the store when absent. */
  readonly project?: string | null;
  /** A model's row id: permissions that name it count too, and its project is the one meant. */
  readonly modelId?: string;
  /** One user, role, catalog or list by its id: permissions that name it count too. */
  readonly resourceId?: string;
}

/** One way by which a permission comes to somebody: role ← team ← project. */
interface GrantPath {
  readonly assignmentId: string;
  readonly role: string;
  /** Null: assigned directly. */
  readonly team: string | null;
  /** Null: assigned everywhere. */
  readonly project: string | null;
}

export interface Explanation {
  readonly allowed: boolean;
  readonly user: string;
  readonly permission: string;
  /** Every way that leads to it; none when it is refused. */
  readonly paths: readonly GrantPath[];
  /** What to say about a refusal: what is missing and who can give it, or that the token is limited. */
  readonly reason: string | null;
}

/**
 * Why somebody may or may not. About oneself it is anybody's right; about others it takes `role_assignment:read`
 * there.
 */
export async function explain(ctx: Ctx, input: Explain): Promise<Explanation> {
  const projectId = await projectMeant(ctx, input);
  const { actor } = ctx;
  const own =
    input.user === undefined && actor.kind !== 'system' && actor.kind !== 'anonymous' ? actor : null;
  if (own === null) await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'read', projectId });
  const user = own === null ? await resolveUser(ctx, input.user ?? 'me') : { id: own.userId, name: own.name };
  const { operation, type } = input;
  const resourceId = input.modelId ?? input.resourceId;
  const need = { operation, type, projectId };
  const limit: TokenLimit | null = own?.limit ?? null;
  const grants = await grantsOf(ctx.db, user.id, ctx.now);
  const all = permitting(grants, need);
  const usable = permitting(all, need, limit);
  const byName =
    resourceId === undefined || !allows(limit, type, projectId)
      ? []
      : await resourceGrantsOf(ctx.db, { userId: user.id, operation, type, resourceId, projectId }, ctx.now);
  const paths: GrantPath[] = [];
  for (const grant of [...usable, ...byName])
    paths.push({
      assignmentId: grant.assignmentId,
      role: grant.roleName,
      team: grant.teamName,
      project:
        grant.projectId === null ? null : ((await findProjectById(ctx.db, grant.projectId))?.name ?? null),
    });
  const permission = `${operation}:${type}`;
  const allowed = paths.length > 0 || (await seesProjectByModel());
  return { allowed, user: user.name, permission, paths, reason: allowed ? null : await reason() };

  /** Who holds a single model sees the project that it is in. */
  async function seesProjectByModel(): Promise<boolean> {
    if (operation !== 'project' || type !== 'read' || projectId === null) return false;
    return allows(limit, type, projectId) && holdsOnModelIn(ctx.db, user.id, projectId, ctx.now);
  }

  async function reason(): Promise<string> {
    if (all.length > 0) return `${user.name} holds ${permission}, but the token in use is limited.`;
    const where = projectId === null ? '' : ' in this project';
    return `${user.name} lacks the permission ${permission}${where}. ${await administratorsFor(ctx, projectId)} can give it.`;
  }
}

/** The row id of the project that is asked about, null for the store; `not_found` for what the actor may not read. */
export async function projectMeant(
  ctx: Ctx,
  input: Pick<Explain, 'operation' | 'project' | 'modelId' | 'resourceId'>,
): Promise<string | null> {
  const { project, modelId, operation, resourceId } = input;
  if (modelId !== undefined) {
    const absent = `Model ${modelId} not found.`;
    const found = isId(modelId) ? await findModelById(ctx.db, modelId) : null;
    const required = { operation: 'model', type: 'read', projectId: found?.model.projectId ?? null } as const;
    await authorize(ctx, { ...required, resourceId: modelId }, absent);
    if (found === null) throw new DomainError('not_found', absent);
    return found.model.projectId;
  }
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  if (resourceId !== undefined) {
    if (isGrantedOnOne(operation) && (await readableResource(ctx, operation, resourceId)) !== null)
      return null;
    throw new DomainError('not_found', `${RESOURCE_NOUNS[operation] ?? 'Resource'} ${resourceId} not found.`);
  }
  return project == null ? null : (await resolveProject(ctx, project)).id;
}

function allows(limit: TokenLimit | null, type: PermissionType, projectId: string | null): boolean {
  if (limit === null) return true;
  if (limit.readOnly && type !== 'read') return false;
  return limit.projectId === null || limit.projectId === projectId;
}
