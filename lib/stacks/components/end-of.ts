import type { Gone } from '@/lib/core/domain-error';

/** When and by whom a row was deleted; null while it lives, or when there is none. */
export const endOf = (
  row: { readonly deletedAt: Date | null; readonly deletedByName: string | null } | null,
): Gone | null => (row?.deletedAt == null ? null : { at: row.deletedAt, by: row.deletedByName ?? '' });
