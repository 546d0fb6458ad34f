import { can } from '@/lib/access/authorize';
import { listProjects } from '@/lib/access/list-projects';
import { listEntries } from '@/lib/catalog/list-entries';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { listModels } from '@/lib/models/list-models';
import { pageCtx } from '@/lib/next/page-ctx';

/** Rows per kind in the palette. */
const FEW = 8;
const PRIVATE = { 'Cache-Control': 'no-store' };

/** What the palette shows for a text: projects, models of the project at hand, and actions that the reader may do. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await pageCtx();
  if (ctx.actor.kind === 'anonymous')
    return Response.json({ detail: 'Sign in first.' }, { status: 401, headers: PRIVATE });
  const asked = new URL(request.url).searchParams;
  const search = (asked.get('q') ?? '').slice(0, 100);
  const project = asked.get('project');
  try {
    const projects = await listProjects(ctx, { search, limit: FEW });
    const models = project === null ? [] : await modelsOf(project, search);
    return Response.json(
      {
        projects: projects.items.map(({ name }) => ({ name })),
        models: models.map((name) => ({ name, project })),
        entries: search === '' ? [] : await entriesOf(search),
        actions: await actions(),
      },
      { headers: PRIVATE },
    );
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return Response.json({ detail: error.message }, { status: 400, headers: PRIVATE });
  }

  async function modelsOf(name: string, text: string): Promise<string[]> {
    try {
      const { items } = await listModels(ctx, { project: name, search: text, limit: FEW });
      return items.map((model) => model.name);
    } catch (error) {
      // The project of the last visit may be gone.
      if (isDomainError(error) && error.code === 'not_found') return [];
      throw error;
    }
  }

  async function entriesOf(text: string): Promise<{ catalog: string; identifier: string }[]> {
    try {
      const { items } = await listEntries(ctx, { search: text, limit: FEW });
      return items.map(({ catalog, identifier }) => ({ catalog, identifier }));
    } catch (error) {
      if (isDomainError(error) && error.code === 'forbidden') return [];
      throw error;
    }
  }

  async function actions(): Promise<{ label: string; href: string }[]> {
    const found: { label: string; href: string }[] = [];
    const projectless = { projectId: null } as const;
    if (project !== null) found.push({ label: `New model in ${project}`, href: url.newModel(project) });
    if (await can(ctx, { operation: 'project', type: 'create', ...projectless }))
      found.push({ label: 'New project', href: url.newProject() });
    if (await can(ctx, { operation: 'model', type: 'create', ...projectless }))
      found.push({ label: 'Import a store', href: url.import() });
    if (await can(ctx, { operation: 'catalog', type: 'create', ...projectless }))
      found.push({ label: 'New catalog entry', href: url.newCatalogEntry() });
    found.push({ label: 'New API token', href: `${url.account()}#tokens` });
    return found;
  }
}
