import { isDomainError } from '@/lib/core/domain-error';
import { pageCtx } from '@/lib/next/page-ctx';
import { listProjects } from '@/lib/projects/list-projects';
import { actionsFor } from './actions-for';
import { FEW, namedIn, namedInProject } from './named';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** What the palette shows for a text: things of that name that the reader may see, and actions that they may do. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await pageCtx();
  if (ctx.actor.kind === 'anonymous')
    return Response.json({ detail: 'Sign in first.' }, { status: 401, headers: PRIVATE });
  const query = new URL(request.url).searchParams;
  const search = (query.get('q') ?? '').slice(0, 100);
  const project = query.get('project');
  try {
    const projects = await listProjects(ctx, { search, limit: FEW });
    return Response.json(
      {
        projects: projects.items.map(({ name }) => ({ name })),
        ...(await namedInProject(ctx, project, search)),
        ...(await namedIn(ctx, search)),
        actions: await actionsFor(ctx, project),
      },
      { headers: PRIVATE },
    );
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return Response.json({ detail: error.message }, { status: 400, headers: PRIVATE });
  }
}
