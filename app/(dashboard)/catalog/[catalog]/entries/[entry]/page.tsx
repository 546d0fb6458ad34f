import type { Metadata } from 'next';
import { EntryGone } from '@/app/(dashboard)/catalog/gone';
import { catalogsForNew } from '@/app/(dashboard)/catalog/new-in';
import { type EntryParams, openEntry } from '@/app/(dashboard)/catalog/open';
import { whyNotEntry } from '@/app/(dashboard)/catalog/why';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { LinkedText } from '@/components/artifact/linked-text';
import { EntryFacts } from '@/components/catalog/entry-facts';
import { CodeBlock } from '@/components/code/code-block';
import { LinkButton } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { isChanged } from '@/lib/catalog/catalog-entry';
import { url } from '@/lib/core/urls';

export async function generateMetadata({ params }: { params: EntryParams }): Promise<Metadata> {
  return { title: `${(await params).entry} · Catalog` };
}

export default async function EntryPage({ params }: { params: EntryParams }) {
  const { ctx, at, found } = await openEntry(params);
  if (found.value === null) return <EntryGone at={at} absence={found.absence} />;
  const entry = found.value;
  const here = url.catalogEntry(entry.catalog, entry.identifier);
  const mayEdit = await whyNotEntry(ctx, entry, 'update');
  const mayDelete = await whyNotEntry(ctx, entry, 'delete');
  const mayCopy = (await catalogsForNew(ctx)).why;
  return (
    <>
      <PageHead
        title={entry.identifier}
        under={
          <span>
            {entry.qualityAttribute !== '' && <>{entry.qualityAttribute} · </>}
            {isChanged(entry) ? 'changed' : 'made'} by {entry.updatedBy}{' '}
            <RelativeTime at={entry.updatedAt} now={ctx.now} ago />
          </span>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={entry.id} projectId={null} />
            <ActionLink
              label="Copy entry"
              href={url.newCatalogEntry({ from: entry.catalog, entry: entry.identifier })}
              why={mayCopy}
            />
            <ActionLink label="Delete" href={url.part(here, 'delete')} why={mayDelete} />
            <ActionLink label="Edit" href={url.part(here, 'edit')} why={mayEdit} hotkey="e" />
            <LinkButton href={url.part(here, 'use')} look="primary" hotkey="u">
              Use in a suite
            </LinkButton>
          </>
        }
      />
      <div className="with-aside border-t border-rule pt-5 [--aside:240px]">
        <div className="flex min-w-0 flex-col gap-5">
          {entry.description !== null && (
            <p className="max-w-[72ch]">
              <LinkedText text={entry.description} />
            </p>
          )}
          <Facts
            layout="rows"
            facts={[
              { term: 'Inputs', value: entry.inputs && <LinkedText text={entry.inputs} /> },
              { term: 'Output', value: entry.output && <LinkedText text={entry.output} /> },
            ]}
          />
          <CodeBlock label={`Code of ${entry.identifier}`} code={entry.code} />
        </div>
        <aside aria-label="Facts">
          <EntryFacts entry={entry} />
        </aside>
      </div>
    </>
  );
}
