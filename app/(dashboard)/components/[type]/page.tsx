import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { componentColumns } from '@/components/stack-components/component-columns';
import { TYPES, typeInSentence, typeLabels } from '@/components/stack-components/type-labels';
import { Nothing } from '@/components/ui/nothing';
import { PageHead } from '@/components/ui/page-head';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, names, nothing, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listComponents } from '@/lib/stacks/components/list-components';
import { listAllFlavors } from '@/lib/stacks/flavors/list-all-flavors';

type Params = Promise<{ type: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `${typeLabels((await params).type).many} · Components` };
}

interface PageProps {
  readonly params: Params;
  readonly searchParams: SearchParams;
}

export default async function ComponentsOfTypePage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const at = await names(params);
  const type = TYPES.find((known) => known === at.type);
  if (type === undefined) {
    nothing();
    return <Nothing />;
  }
  const list = listStateOf(url.components(type), query, {
    sorts: ['name', 'updated'],
    filters: { flavor: null },
  });
  const page = await loadPage(listComponents(ctx, { type, ...list.input }), list.path);
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const { many, about } = typeLabels(type);
  const isEmpty = page.items.length === 0 && !list.isFiltered;
  return (
    <>
      <PageHead
        title={many}
        under={about}
        actions={
          <ActionLink
            label={`Register ${typeInSentence(type)}`}
            href={url.newComponent({ type })}
            why={why}
            hotkey="c"
            look={isEmpty ? 'primary' : 'plain'}
          />
        }
      />
      <List
        list={list}
        page={page}
        label={many}
        noun={[typeInSentence(type), many.toLowerCase()]}
        search={`Search ${many.toLowerCase()}`}
        choices={[
          { name: 'flavor', label: 'flavor', options: await usedFlavors(ctx, type, list.filter.flavor) },
        ]}
        keyOf={({ id }) => id}
        columns={componentColumns(ctx.now)}
        empty={
          <EmptyYet title={`No ${many.toLowerCase()} yet`}>
            <p className="max-w-[72ch] text-ink-2">
              {about}{' '}
              <a href={url.flavors(type)} className="link">
                See its flavors
              </a>
            </p>
          </EmptyYet>
        }
      />
    </>
  );
}

/** Flavors that components of a type have, and the one that the address asks for. */
async function usedFlavors(ctx: Ctx, type: string, requested: string | undefined) {
  const reads = await can(ctx, { operation: 'flavor', type: 'read', projectId: null });
  const { items } = reads ? await listAllFlavors(ctx, { type }) : { items: [] };
  const used = items.filter(({ components }) => (components ?? 0) > 0).map(({ name }) => name);
  const all = requested === undefined || used.includes(requested) ? used : [requested, ...used];
  return all.map((name) => ({ value: name, label: name }));
}
