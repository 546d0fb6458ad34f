import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { adminPlaces } from '@/components/frame/admin-navigation';
import { Frame } from '@/components/frame/frame';
import { adminPages } from '@/lib/access/admin-pages';
import { can } from '@/lib/access/authorize';
import { actorName, viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { isHiddenInViews } from '@/lib/core/hidden-in-views';
import { runtime } from '@/lib/core/runtime';
import { PROJECT_COOKIE, projectOfCookie } from '@/lib/next/last-project';
import { signedInCtx } from '@/lib/next/page-ctx';
import { minds, shortRoom } from '@/lib/next/short-room';
import { resolveProject } from '@/lib/projects/resolve-project';
import { countToAnswer } from '@/lib/requests/list-requests';

/** Everything that needs a person: frame around the page. */
export default async function HouseLayout({ children }: { children: ReactNode }) {
  const ctx = await signedInCtx();
  const isViewed = viewerOf(ctx.actor) !== undefined;
  const visited = projectOfCookie((await cookies()).get(PROJECT_COOKIE)?.value);
  // It may be the viewer's: the person need not know that there is one of that name.
  const lastProject = isViewed && visited !== null && !(await seesProject(ctx, visited)) ? null : visited;
  const mayImport = await can(ctx, { operation: 'model', type: 'create', projectId: null });
  const places = adminPlaces(await adminPages(ctx), { requests: (await countToAnswer(ctx)) ?? 0 });
  return (
    <Frame
      who={actorName(ctx.actor)}
      lastProject={lastProject}
      mayImport={mayImport}
      admin={isViewed ? places.filter(({ href }) => !isHiddenInViews(href)) : places}
      legacy={await legacyAccess(ctx)}
      room={(await minds(ctx)) ? { short: shortRoom() } : null}
      isViewed={isViewed}
    >
      {children}
    </Frame>
  );
}

/** What the settings let clients do without a password; with names for who may read users. */
async function legacyAccess(ctx: Ctx) {
  const pairs = runtime().env.ASSAY_LEGACY_BASIC;
  if (pairs === undefined) return null;
  return { pairs: (await can(ctx, { operation: 'user', type: 'read', projectId: null })) ? pairs : [] };
}

const seesProject = (ctx: Ctx, project: string): Promise<boolean> =>
  resolveProject(ctx, project).then(
    () => true,
    () => false,
  );
