import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { created } from './columns';

/** Pairs of artifact and metadata stores that clients of ZenML 0.12 and 0.13 declare when they register a stack. */
export const storeAssociations = pgTable(
  'store_associations',
  {
    artifactStoreUuid: uuid('artifact_store_uuid').notNull(),
    metadataStoreUuid: uuid('metadata_store_uuid').notNull(),
    ...created(),
  },
  (t) => [primaryKey({ columns: [t.artifactStoreUuid, t.metadataStoreUuid] })],
);
