import { url } from '@/lib/core/urls';
import type { CountedFlavor } from '@/lib/stacks/flavors/list-all-flavors';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { kindWords } from './flavor-kind';

/** What a list tells of a flavor of a known type. Widths are the same in every table of the page. */
export const flavorColumns: readonly ListColumn<CountedFlavor>[] = [
  {
    label: 'Flavor',
    width: '26%',
    cell: ({ type, name }) => <RowLink href={url.flavor(type, name)}>{name}</RowLink>,
  },
  {
    label: 'What it is',
    width: '24%',
    cell: (flavor) =>
      flavor.kind === 'unknown' ? (
        <span className="status shape-stale text-stale">{kindWords(flavor)}</span>
      ) : (
        <span className={flavor.kind === 'declared' ? 'text-ink' : 'text-ink-2'}>{kindWords(flavor)}</span>
      ),
  },
  {
    label: 'Source, or what it needs',
    width: '36%',
    hide: 'narrow',
    dim: true,
    cell: ({ declared, known }) =>
      declared === null ? (
        (known?.fields ?? [])
          .filter(({ isRequired }) => isRequired)
          .map(({ name }) => name)
          .join(', ') || '–'
      ) : (
        <code>{declared.source}</code>
      ),
  },
  {
    label: 'Components',
    width: '14%',
    numeric: true,
    dim: true,
    cell: ({ components }) => (components === null || components === 0 ? '–' : components),
  },
];
