import type { ProjectRow } from '@/db/queries/projects';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { Operation } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

/** What is exported for ZenML: the runs of one project with all stacks, or the whole zen store with its people. */
export interface ZenExportChoice {
  readonly project?: string | undefined;
  /** Configurations as they are; without it, masks stand where secrets are. */
  readonly withSecrets?: boolean;
}

/** A {@link ZenExportChoice} that the actor may have. */
export interface ZenExportScope {
  readonly project: ProjectRow | null;
  readonly withSecrets: boolean;
}

const STACK_NEEDS: readonly Operation[] = ['stack', 'stack_component', 'flavor'];
/** Together with those, what only the built-in role `admin`, held everywhere, permits. */
const STORE_NEEDS: readonly Operation[] = [
  'user',
  'team',
  'project',
  'role',
  'role_assignment',
  'pipeline_run',
  'view_as',
];

/**
 * What the actor may export. A project takes `pipeline_run:read` there, the whole store a global administrator; secrets
 * `secret:read`.
 */
export async function zenExportScope(ctx: Ctx, choice: ZenExportChoice): Promise<ZenExportScope> {
  const withSecrets = choice.withSecrets ?? false;
  const project = choice.project ? await resolveProject(ctx, choice.project) : null;
  const needs = project === null ? [...STACK_NEEDS, ...STORE_NEEDS] : STACK_NEEDS;
  for (const operation of needs) await authorizeOpenly(ctx, { operation, type: 'read', projectId: null });
  if (project !== null)
    await authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'read', projectId: project.id });
  if (withSecrets) await authorizeOpenly(ctx, { operation: 'secret', type: 'read', projectId: null });
  return { project, withSecrets };
}
