import type { CatalogEntryContent, CatalogEntryRow } from '@/db/queries/catalog-entries';
import type { CatalogHeadRow } from '@/db/queries/catalog-lists';
import type { CatalogRow } from '@/db/queries/catalogs';
import type { AuditAction } from '@/lib/writes/actions';
import { type Change, changesBetween, maskedChanges } from '@/lib/writes/changes';

/** An entry as lists show it. Names and tags are exact, code point by code point. Instants in UTC. */
export interface CatalogEntryHead {
  readonly id: string;
  /** Name of its catalog. */
  readonly catalog: string;
  /** Whether its catalog is, so that nobody changes the entry. */
  readonly readOnly: boolean;
  readonly identifier: string;
  readonly tags: readonly string[];
  /** A word of the list `quality_attributes`, or `''`. */
  readonly qualityAttribute: string;
  /** In lists its first 240 characters. */
  readonly description: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A whole entry of a test catalog: code that measures or validates, and words about it. */
export interface CatalogEntry extends CatalogEntryHead {
  readonly code: string;
  readonly inputs: string | null;
  readonly output: string | null;
}

/** Where an entry is: its catalog's name and its identifier there. */
export interface CatalogEntryAddress {
  readonly catalog: string;
  readonly identifier: string;
}

/** What people write into an entry. */
export type EntryContent = CatalogEntryContent;

export function presentCatalogEntryHead(row: CatalogHeadRow, catalog: CatalogRow): CatalogEntryHead {
  return {
    id: row.id,
    catalog: catalog.name,
    readOnly: catalog.readOnly,
    identifier: row.identifier,
    tags: row.tags,
    qualityAttribute: row.qualityAttribute,
    description: row.description,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

export function presentCatalogEntry(row: CatalogEntryRow, catalog: CatalogRow): CatalogEntry {
  return { ...presentCatalogEntryHead(row, catalog), code: row.code, inputs: row.inputs, output: row.output };
}

/** The content alone of what may hold more. */
export const contentOf = ({ tags, qualityAttribute, ...of }: EntryContent): EntryContent => ({
  tags,
  qualityAttribute,
  ...textsOf(of),
});

/** Whether somebody has changed it since it was made. */
export const isChanged = (entry: CatalogEntryHead): boolean =>
  entry.updatedAt.getTime() !== entry.createdAt.getTime() || entry.updatedBy !== entry.createdBy;

type NamedContent = EntryContent & Pick<CatalogEntryAddress, 'identifier'>;

/** What the audit tells of a change of entries: it holds no bodies, so of texts only which ones changed. */
export const entryChanges = (before: NamedContent | null, after: NamedContent | null): Change[] => [
  ...changesBetween(before && wordsOf(before), after && wordsOf(after)),
  ...maskedChanges(before && textsOf(before), after && textsOf(after), '(text)'),
];

const wordsOf = ({ identifier, tags, qualityAttribute }: NamedContent) => ({
  identifier,
  tags,
  qualityAttribute,
});
const textsOf = ({ code, description, inputs, output }: Omit<EntryContent, 'tags' | 'qualityAttribute'>) => ({
  code,
  description,
  inputs,
  output,
});

/** The audit event of an entry. */
export const catalogEntryEvent = <Action extends AuditAction>(
  action: Action,
  catalog: Pick<CatalogRow, 'name'>,
  entry: { id: string; identifier: string },
) =>
  ({
    action,
    resourceType: 'catalog',
    resourceId: entry.id,
    resourceName: `${catalog.name}/${entry.identifier}`,
    projectId: null,
  }) as const;
