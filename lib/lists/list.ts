import type { CustomList, EntryRow } from '@/db/queries/lists';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import { CUSTOM_LISTS } from '@/db/schema';
import { authorizeOpenly, type RequiredPermission } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { PermissionType } from '@/lib/permissions/decide';
import type { AuditAction } from '@/lib/writes/actions';

export type { CustomList };

/** An entry of a custom list. Names are exact, code point by code point. Instants in UTC. */
export interface ListEntry {
  readonly id: string;
  readonly list: CustomList;
  readonly name: string;
  readonly description: string;
  /** Name of its category, for quality attributes; null elsewhere. */
  readonly parent: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The list whose entries stand above this list's, or null. */
export function parentList(list: CustomList): CustomList | null {
  return list === 'quality_attributes' ? 'qa_categories' : null;
}

/** The list of this name. `not_found` when there is none: the five are fixed. */
export function listNamed(name: string): CustomList {
  const list = CUSTOM_LISTS.find((each) => each === name);
  if (list === undefined) throw new DomainError('not_found', `List ${name} not found.`);
  return list;
}

/**
 * Asks for a type on one list, or on all (null). Lists are no secret to who may use the store, so a refusal names what
 * is missing.
 */
export function authorizeLists(ctx: Ctx, type: PermissionType, name: string | null): Promise<void> {
  return authorizeOpenly(ctx, needOfList(type, name));
}

/** What is asked for a type on one list, which may be granted by itself, or on all (null). */
export function needOfList(type: PermissionType, name: string | null): RequiredPermission {
  const list = CUSTOM_LISTS.find((each) => each === name);
  const named = list === undefined ? {} : { resourceId: CUSTOM_LIST_IDS[list] };
  return { operation: 'custom_list', type, projectId: null, ...named };
}

export function presentListEntry(row: EntryRow): ListEntry {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    description: row.description,
    parent: row.parent,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

/** The audit event of an entry. */
export const listEntryEvent = <Action extends AuditAction>(
  action: Action,
  list: CustomList,
  entry: { id: string; name: string },
) =>
  ({
    action,
    resourceType: 'custom_list',
    resourceId: entry.id,
    resourceName: `${list}/${entry.name}`,
    projectId: null,
  }) as const;
