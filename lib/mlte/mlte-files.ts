import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const words = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
/** Unix seconds; -1 and null are what a store writes that never stamped. */
const seconds = z
  .number()
  .nullish()
  .transform((value) => (value === null || value === undefined || value === -1 ? null : value));

/** `custom_lists/<list>/<name>.json` */
export const ListEntryFile = z.object({
  name: z.string(),
  description: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  parent: text,
});
export type ListEntryFile = z.infer<typeof ListEntryFile>;

/** `catalogs/<id>/entries/<identifier>.json` */
export const CatalogEntryFile = z.object({
  header: z.object({
    identifier: z.string(),
    creator: text,
    created: seconds,
    updater: text,
    updated: seconds,
  }),
  tags: words,
  quality_attribute: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  code: z.string(),
  description: text,
  inputs: text,
  output: text,
});
export type CatalogEntryFile = z.infer<typeof CatalogEntryFile>;

const Permission = z.object({
  resource_type: z.enum(['model', 'user', 'group', 'catalog', 'custom_list']),
  resource_id: text,
  method: z.enum(['get', 'post', 'put', 'delete', 'any']).default('any'),
});

/** `users/groups/<name>.json` */
export const GroupFile = z.object({ name: z.string(), permissions: z.array(Permission).default([]) });
export type GroupFile = z.infer<typeof GroupFile>;

/** `users/users/<name>.json`; the groups in it have no permissions of their own. */
export const UserFile = z.object({
  username: z.string(),
  email: text,
  full_name: text,
  disabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  role: z
    .string()
    .nullish()
    .transform((value) => value ?? 'regular'),
  groups: z
    .array(z.object({ name: z.string() }))
    .nullish()
    .transform((groups) => (groups ?? []).map((group) => group.name)),
  hashed_password: text,
});
export type UserFile = z.infer<typeof UserFile>;

/** The envelope of `models/…/<type>.<id>.json`; the body stays text. */
export const ArtifactFile = z.object({
  header: z.object({
    identifier: z.string(),
    type: z.string(),
    timestamp: seconds,
    creator: text,
    level: z.string().nullish(),
  }),
  body: z.looseObject({}),
});
export type ArtifactFile = z.infer<typeof ArtifactFile>;
