import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import { type ObjectPart, url } from '@/lib/core/urls';
import { type Address, resolveAlias } from '@/lib/models/resolve-alias';

/** Where an address with former names leads today, or null. `to` builds the page's address from the present names. */
export async function whereNow(
  ctx: Ctx,
  address: Address,
  to: (now: Address) => string | null,
): Promise<string | null> {
  const now = await resolveAlias(ctx, address);
  return now === null ? null : to(now);
}

/** Address of the page of a model, or of one below it. */
export function modelPage({ project, model }: Address, part: ObjectPart | null): string | null {
  if (model === undefined) return null;
  return part === null ? url.model(project, model) : url.part(url.model(project, model), part);
}

/** Address of the page of a version, or of one below it. */
export function versionPage({ project, model, version }: Address, part: ObjectPart | null): string | null {
  if (model === undefined || version === undefined) return null;
  const object = url.version(project, model, version);
  return part === null ? object : url.part(object, part);
}
