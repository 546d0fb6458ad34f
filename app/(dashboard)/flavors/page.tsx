import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { UnknownWords } from '@/components/lists/unknown-words';
import { flavorColumns } from '@/components/stack-components/flavor-columns';
import { GroupedRows } from '@/components/stack-components/grouped-rows';
import { TYPES, typeLabels } from '@/components/stack-components/type-labels';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import type { ComponentType } from '@/lib/stacks/components/component';
import { type CountedFlavor, listAllFlavors } from '@/lib/stacks/flavors/list-all-flavors';

export const metadata: Metadata = { title: 'Flavors' };

/** Every flavor by type: what clients bring along, what somebody declared, what components only name. */
export default async function FlavorsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const list = listStateOf(url.flavors(), query, { sorts: ['name'], filters: { type: TYPES } });
  const { type } = list.filter;
  const { items, untold } = await load(
    listAllFlavors(ctx, { search: list.search, ...(type !== undefined && { type }) }),
  );
  const why = await whyNot(ctx, { operation: 'flavor', type: 'create', projectId: null });
  const groups = TYPES.map((each) => asGroup(each, items)).filter((group) => group.items.length > 0);
  return (
    <>
      <PageHead
        title="Flavors"
        under="Kinds of components. Those that you declare are names for your own code: nothing of it is imported or run here."
        actions={
          <ActionLink
            label="Declare flavor"
            href={url.newFlavor(type === undefined ? {} : { type })}
            why={why}
            hotkey="c"
          />
        }
      />
      <FilterBar
        list={list}
        placeholder="Search flavors"
        choices={[
          {
            name: 'type',
            label: 'type',
            options: TYPES.map((each) => ({ value: each, label: typeLabels(each).one })),
          },
        ]}
      />
      <UnknownWords list={list} />
      {items.length === 0 && <NoMatch clearHref={list.path} noun="flavors" />}
      {items.length > 0 && (
        <GroupedRows label="Flavors" columns={flavorColumns} groups={groups} keyOf={({ name }) => name} />
      )}
      {untold > 0 && (
        <p className="py-3 text-ink-2">
          {untold.toLocaleString('en')} declared flavors more: search for them.
        </p>
      )}
    </>
  );
}

function asGroup(type: ComponentType, all: readonly CountedFlavor[]) {
  const items = all.filter((flavor) => flavor.type === type);
  const heading = (
    <h2>
      {typeLabels(type).many} <span className="font-normal text-ink-3">{items.length}</span>
    </h2>
  );
  return { key: type, items, heading };
}
