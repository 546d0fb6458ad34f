import type { CatalogEntry } from '@/lib/catalog/catalog-entry';
import { url } from '@/lib/core/urls';
import { Facts } from '../ui/facts';
import { instantText } from '../ui/time-text';

/** Where an entry belongs, what it is about, who made it and who changed it last. */
export function EntryFacts({ entry }: { entry: CatalogEntry }) {
  const { catalog, readOnly, qualityAttribute, createdBy, createdAt, updatedBy, updatedAt } = entry;
  const tags = [...new Set(entry.tags)];
  const isChanged = updatedAt.getTime() !== createdAt.getTime() || updatedBy !== createdBy;
  return (
    <Facts
      facts={[
        {
          term: 'Catalog',
          value: (
            <>
              <a href={url.catalog({ catalog })} className="link">
                {catalog}
              </a>
              {readOnly && <span className="text-ink-3"> · read only</span>}
            </>
          ),
        },
        {
          term: 'Quality attribute',
          value: qualityAttribute !== '' && (
            <a href={url.catalog({ qualityAttribute })} className="link">
              {qualityAttribute}
            </a>
          ),
        },
        {
          term: 'Tags',
          value: tags.length > 0 && (
            <ul className="flex flex-wrap gap-x-2 gap-y-1">
              {tags.map((tag) => (
                <li key={tag}>
                  <a href={url.catalog({ tag })} className="link">
                    {tag}
                  </a>
                </li>
              ))}
            </ul>
          ),
        },
        { term: 'Created by', value: createdBy },
        { term: 'Created', value: instantText(createdAt) },
        { term: 'Changed by', value: isChanged && updatedBy },
        { term: 'Changed', value: isChanged && instantText(updatedAt) },
        { term: 'Clients know it as', value: <code>{`${catalog}--${entry.identifier}`}</code> },
      ]}
    />
  );
}
