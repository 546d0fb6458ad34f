import type { Ctx } from '@/lib/core/ctx';
import { resolveVersion } from './resolve-model';
import { presentVersion, type Version } from './version';

/** One version by its exact name. `not_found` carries `gone` for a deleted one. */
export async function readVersion(
  ctx: Ctx,
  input: { project: string; model: string; version: string },
): Promise<Version> {
  const { version } = await resolveVersion(ctx, input, { operation: 'model', type: 'read' });
  return presentVersion(version);
}
