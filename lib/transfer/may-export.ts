import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { mayExportStore } from '@/lib/mlte/export/export-scope';

/** What somebody may export: the whole store, its passwords, secrets of components, and which of some projects. */
export interface MayExport {
  readonly store: boolean;
  readonly passwords: boolean;
  readonly secrets: boolean;
  readonly projects: readonly string[];
}

export async function mayExport(
  ctx: Ctx,
  projects: readonly { readonly id: string; readonly name: string }[],
): Promise<MayExport> {
  const readable: string[] = [];
  for (const { id, name } of projects)
    for (const operation of ['artifact', 'pipeline_run'] as const)
      if (readable.at(-1) !== name && (await can(ctx, { operation, type: 'read', projectId: id })))
        readable.push(name);
  const secrets = await can(ctx, { operation: 'secret', type: 'read', projectId: null });
  const store = await mayExportStore(ctx);
  return { store, passwords: store && secrets, secrets, projects: readable };
}
