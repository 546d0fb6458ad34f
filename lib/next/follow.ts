import 'server-only';
import { resolveProjectAlias } from '@/lib/access/resolve-project';
import type { Ctx } from '@/lib/core/ctx';

/** Where a renamed project's page is now, or null. `to` builds the page's address from the present name. */
export async function projectNow(
  ctx: Ctx,
  project: string,
  to: (project: string) => string,
): Promise<string | null> {
  const name = await resolveProjectAlias(ctx, project);
  return name === null ? null : to(name);
}
