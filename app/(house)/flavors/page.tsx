import type { Metadata } from 'next';
import { NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Rows } from '@/components/lists/list';
import { flavorColumns } from '@/components/stack-components/flavor-columns';
import { TYPES, typeWords } from '@/components/stack-components/type-words';
import { ActionLink } from '@/components/ui/action-link';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { askedList } from '@/lib/next/asked-list';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { listAllFlavors } from '@/lib/stacks/list-all-flavors';

export const metadata: Metadata = { title: 'Flavors' };

/** Every flavor by type: what clients bring along, what somebody declared, what components only name. */
export default async function FlavorsPage({ searchParams }: { searchParams: SearchParams }) {
  const [ctx, asked] = [await signedInCtx(), await oneEach(searchParams)];
  const list = askedList(url.flavors(), asked, { sorts: ['name'], filters: { type: TYPES } });
  const { type } = list.filter;
  const { items, untold } = await load(
    listAllFlavors(ctx, { search: list.search, ...(type !== undefined && { type }) }),
  );
  const why = await whyNot(ctx, { operation: 'flavor', type: 'create', projectId: null });
  const groups = TYPES.map((each) => ({ type: each, of: items.filter((flavor) => flavor.type === each) }));
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
            options: TYPES.map((each) => ({ value: each, label: typeWords(each).one })),
          },
        ]}
      />
      {items.length === 0 && <NoMatch clearHref={list.path} noun="flavors" />}
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ type: each, of }) => (
          <section key={each} className="mt-5" aria-labelledby={`of-${each}`}>
            <h2 id={`of-${each}`}>
              {typeWords(each).many} <span className="font-normal text-ink-3">{of.length}</span>
            </h2>
            <Rows
              label={`Flavors of ${typeWords(each).many.toLowerCase()}`}
              columns={flavorColumns}
              items={of}
              keyOf={({ name }) => name}
            />
          </section>
        ))}
      {untold > 0 && (
        <p className="py-3 text-ink-2">
          {untold.toLocaleString('en')} declared flavors more: search for them.
        </p>
      )}
    </>
  );
}
