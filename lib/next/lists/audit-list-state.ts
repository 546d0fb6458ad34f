import type { AuditChoice } from '@/lib/audit/audit-filter';
import { momentOf } from '@/lib/core/moment';
import { url } from '@/lib/core/urls';
import { type ListState, listStateOf } from './list-state';

const FILTERS = {
  type: null,
  user: null,
  action: null,
  project: null,
  since: null,
  until: null,
  object: null,
  event: null,
} as const;
export type AuditFilterName = keyof typeof FILTERS;
const NAMES = Object.keys(FILTERS) as AuditFilterName[];

/** Something asked of the audit, with the audit's address without it. */
export interface ActiveAuditFilter {
  readonly name: AuditFilterName;
  readonly value: string;
  readonly withoutHref: string;
  /** Why it chooses nothing: it is not what such a filter takes. */
  readonly problem: string | null;
}

/** What the address of the audit asks. */
export interface AuditListState {
  readonly list: ListState<'newest', typeof FILTERS>;
  readonly filters: readonly ActiveAuditFilter[];
  /** For the verb: what can be made sense of. Days become instants, the last one included. */
  readonly choice: AuditChoice;
  readonly after: string | undefined;
  /** All that is asked, by parameter: what a form sends along. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Reads the parameters of the audit. Days are UTC. */
export function auditListStateOf(params: Readonly<Record<string, string | undefined>>): AuditListState {
  const list = listStateOf(url.audit(), params, { sorts: ['newest'], filters: FILTERS });
  const kept = { ...(list.search !== '' && { q: list.search }), ...list.filter };
  const filters = NAMES.flatMap((name): ActiveAuditFilter[] => {
    const value = list.filter[name];
    if (value === undefined) return [];
    const withoutHref = url.audit({ ...kept, [name]: undefined });
    return [{ name, value, withoutHref, problem: problemOf(name, value) }];
  });
  const { user, action, project, type, object, event, since, until } = list.filter;
  const [from, to] = [instant(since, 'since'), instant(until, 'until')];
  return {
    list,
    filters,
    choice: {
      ...(list.search !== '' && { search: list.search }),
      ...(user !== undefined && { user }),
      ...(action !== undefined && { action }),
      ...(project !== undefined && { project }),
      ...(type !== undefined && { resourceType: type }),
      ...(object !== undefined && { resourceId: object }),
      ...(event !== undefined && { event }),
      ...(from !== null && { since: from }),
      ...(to !== null && { until: to }),
    },
    after: list.input.after,
    kept,
  };
}

function problemOf(name: AuditFilterName, value: string): string | null {
  if ((name === 'since' || name === 'until') && instant(value, name) === null)
    return `${value} is no day: write it like 2026-05-31.`;
  return null;
}

function instant(text: string | undefined, name: 'since' | 'until'): Date | null {
  const at = text === undefined ? null : momentOf(text, name);
  const year = at?.getUTCFullYear() ?? 0;
  return year >= 1 && year <= 9999 ? at : null;
}
