import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { entryColumns } from '@/components/catalog/entry-columns';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { Snippet } from '@/components/ui/snippet';
import { listCatalogEntries } from '@/lib/catalog/list-catalog-entries';
import { listCatalogs } from '@/lib/catalog/list-catalogs';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { load, loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { catalogCurlLines, catalogPythonLines } from '@/lib/next/paste';
import { whyNoNewEntry } from './new-in';
import { catalogWords } from './words';

export const metadata: Metadata = { title: 'Catalog' };

export default async function CatalogPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const catalogs = await load(listCatalogs(ctx));
  const list = listStateOf(url.catalog(), query, {
    sorts: ['name', 'updated'],
    filters: { catalog: catalogs.map(({ name }) => name), tag: null, qualityAttribute: null },
  });
  const page = await loadPage(listCatalogEntries(ctx, list.input), list.path);
  const words = await catalogWords(ctx);
  const { catalog, tag, qualityAttribute } = list.filter;
  const isEmpty =
    page.items.length === 0 && list.search === '' && tag === undefined && qualityAttribute === undefined;
  const why = await whyNoNewEntry(ctx, catalog ?? null);
  return (
    <>
      <PageHead
        title="Catalog"
        under="Code that measures and judges, with a description: find it here, use it in test suites."
        actions={
          <ActionLink
            label="New entry"
            href={url.newCatalogEntry(catalog === undefined ? {} : { catalog })}
            why={why}
            hotkey="c"
            look={isEmpty ? 'primary' : 'plain'}
          />
        }
      />
      <List
        list={isEmpty ? { ...list, isFiltered: false } : list}
        page={page}
        label="Catalog entries"
        noun={['entry', 'entries']}
        search="Search entries"
        choices={[
          {
            name: 'catalog',
            label: 'catalog',
            options: catalogs.map(({ name, readOnly }) => ({
              value: name,
              label: readOnly ? `${name} (read only)` : name,
            })),
          },
          {
            name: 'qualityAttribute',
            label: 'quality attribute',
            options: withAsked(words.qualityAttributes, qualityAttribute),
          },
          {
            name: 'tag',
            label: 'tag',
            options: withAsked(
              words.tags.map((known) => ({ value: known.tag, label: known.tag })),
              tag,
            ),
          },
        ]}
        keyOf={(entry) => entry.id}
        columns={entryColumns(ctx.now)}
        empty={
          <EmptyYet
            title={catalog === undefined ? 'No catalog entries yet' : `Nothing in the catalog ${catalog} yet`}
          >
            <p className="max-w-[72ch] text-ink-2">
              An entry is code that measures a model or judges a measurement, with the quality attribute it
              speaks to, tags, and what goes in and comes out. Teams keep here what they would otherwise write
              again for every model.{' '}
              {catalog !== undefined && (
                <a href={url.catalog()} className="link">
                  See all catalogs
                </a>
              )}
            </p>
            <Snippet title="Python, mlte 2.6" code={catalogPythonLines(actorName(ctx.actor))} />
            <Snippet title="Shell" code={catalogCurlLines()} />
          </EmptyYet>
        }
      />
    </>
  );
}

/** The options and, where the address asks for a word that is none of them, that word. */
function withAsked(
  options: readonly { readonly value: string; readonly label: string; readonly group?: string | undefined }[],
  requested: string | undefined,
) {
  if (requested === undefined || options.some(({ value }) => value === requested)) return options;
  return [{ value: requested, label: requested }, ...options];
}
