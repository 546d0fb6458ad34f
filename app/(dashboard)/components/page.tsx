import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { EmptyYet, NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { componentColumns } from '@/components/stack-components/component-columns';
import { GroupedRows } from '@/components/stack-components/grouped-rows';
import { TYPES, typeLabels } from '@/components/stack-components/type-labels';
import { PageHead } from '@/components/ui/page-head';
import { Snippet } from '@/components/ui/snippet';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { type ComponentGroup, listComponentGroups } from '@/lib/stacks/components/list-components';

export const metadata: Metadata = { title: 'Components' };

/** Components told of each type before its own page has to be opened. */
const EACH = 12;

export default async function ComponentsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const list = listStateOf(url.components(), query, { sorts: ['name'] });
  const groups = await load(listComponentGroups(ctx, { search: list.search, each: EACH }));
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const isEmpty = groups.length === 0 && !list.isFiltered;
  const shown = TYPES.flatMap((type) => groups.filter((group) => group.type === type));
  const without = TYPES.filter((type) => !groups.some((group) => group.type === type));
  return (
    <>
      <PageHead
        title="Components"
        under="What stacks are made of: where pipelines run, and where what they make is kept."
        actions={
          <ActionLink
            label="Register component"
            href={url.newComponent()}
            why={why}
            hotkey="c"
            look={isEmpty ? 'primary' : 'plain'}
          />
        }
      />
      {isEmpty ? (
        <Nothing />
      ) : (
        <>
          <FilterBar list={list} placeholder="Search components and flavors" />
          {groups.length === 0 && <NoMatch clearHref={list.path} noun="components" />}
          {shown.length > 0 && (
            <GroupedRows
              label="Components"
              columns={componentColumns(ctx.now)}
              groups={shown.map((group) => asGroup(group, list.search))}
              keyOf={({ id }) => id}
            />
          )}
          {!list.isFiltered && without.length > 0 && (
            <p className="mt-6 text-ink-3">
              None yet of: {without.map((type) => typeLabels(type).many.toLowerCase()).join(', ')}.
            </p>
          )}
        </>
      )}
    </>
  );
}

/** The first components of a type, and the way to the rest. */
function asGroup({ type, count, items }: ComponentGroup, search: string) {
  const { many } = typeLabels(type);
  const all = url.components(type, search === '' ? {} : { q: search });
  const countText = count.toLocaleString('en');
  return {
    key: type,
    items,
    heading: (
      <h2>
        <a href={all}>{many}</a> <span className="font-normal text-ink-3">{countText}</span>
      </h2>
    ),
    ...(count > items.length && {
      more: (
        <a href={all} className="link">
          All {countText} <span className="sr-only">{many.toLowerCase()}</span>
        </a>
      ),
    }),
  };
}

function Nothing() {
  return (
    <EmptyYet title="No components yet">
      <p className="max-w-[72ch] text-ink-2">
        A component is one part of a stack: an orchestrator, an artifact store, a tracker, with a flavor and
        what that flavor has to be told. Secrets in it are encrypted, and shown to nobody here. Register one
        by the form, or from the command line of a connected client:
      </p>
      <Snippet
        title="Shell, zenml 0.8"
        code="zenml artifact-store register artifacts --flavor=local --path=./artifacts"
      />
    </EmptyYet>
  );
}
