import type { CatalogEntryHead } from '@/lib/catalog/catalog-entry';
import { url } from '@/lib/core/urls';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { RelativeTime } from '../ui/relative-time';

/** What a list tells of a catalog entry. */
export const entryColumns = (now: Date): readonly ListColumn<CatalogEntryHead>[] => [
  {
    label: 'Entry',
    sort: ['name', 'ascending'],
    cell: ({ catalog, identifier, description }) => (
      <>
        <RowLink href={url.catalogEntry(catalog, identifier)}>{identifier}</RowLink>
        {description !== null && (
          <span className="line-clamp-1 text-ink-3 max-sm:line-clamp-2">{description}</span>
        )}
      </>
    ),
  },
  {
    label: 'Quality attribute',
    hide: 'narrow',
    dim: true,
    width: '20%',
    cell: ({ qualityAttribute }) => qualityAttribute || '–',
  },
  {
    label: 'Tags',
    hide: 'medium',
    dim: true,
    width: '18%',
    cell: ({ tags }) => [...new Set(tags)].join(', ') || '–',
  },
  { label: 'Catalog', hide: 'narrow', dim: true, cell: ({ catalog }) => catalog },
  {
    label: 'Changed',
    numeric: true,
    dim: true,
    sort: ['updated', 'descending'],
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} now={now} />,
  },
];
