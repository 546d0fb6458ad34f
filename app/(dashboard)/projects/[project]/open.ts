import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import { whereNow } from '@/lib/next/follow';
import { type Found, find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import type { Project } from '@/lib/projects/project';
import { readProject } from '@/lib/projects/read-project';

export type ProjectParams = Promise<{ project: string }>;

/** The project that an address means, or what became of it; an old name leads `to` the same page of the new one. */
export async function openProject(
  params: ProjectParams,
  to: (project: string) => string,
): Promise<{ ctx: Ctx; name: string; found: Found<Project> }> {
  const ctx = await signedInCtx();
  const at = await names(params);
  const found = await find(readProject(ctx, at), () => whereNow(ctx, at, (now) => to(now.project)));
  return { ctx, name: at.project, found };
}
