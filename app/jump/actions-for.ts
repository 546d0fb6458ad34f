import { can, type RequiredPermission } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';

/** Forms that make something of the store, with what it takes to use them. */
const MAKING: readonly (readonly [
  operation: RequiredPermission['operation'],
  label: string,
  href: string,
])[] = [
  ['project', 'New project', url.newProject()],
  ['stack', 'New stack', url.newStack()],
  ['stack_component', 'New component', url.newComponent()],
  ['flavor', 'New flavor', url.newFlavor()],
  ['model', 'Import a store', url.import()],
  ['user', 'Invite somebody', url.newInvitation()],
  ['catalog', 'New catalog entry', url.newCatalogEntry()],
];

/** Actions that the palette offers, `project` being the one at hand. */
export async function actionsFor(
  ctx: Ctx,
  project: string | null,
): Promise<{ readonly label: string; readonly href: string }[]> {
  const offered: { label: string; href: string }[] = [];
  if (project !== null) offered.push({ label: `New model in ${project}`, href: url.newModel(project) });
  for (const [operation, label, href] of MAKING)
    if (await can(ctx, { operation, type: 'create', projectId: null })) offered.push({ label, href });
  offered.push({ label: 'New token', href: `${url.account()}#tokens` });
  return offered;
}
