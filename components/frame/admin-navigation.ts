import type { AdminPage } from '@/lib/access/admin-pages';
import { url } from '@/lib/core/urls';

/** A page of the console, as the rail, the palette and the keys tell of it. */
export interface AdminPlace {
  readonly label: string;
  readonly href: string;
  /** The letter that leads there after `g`. */
  readonly key: string;
  /** What the rail lists it under; null for what stands above. */
  readonly group: 'Accounts' | 'Access' | 'Store' | null;
  /** How many things there wait for the reader. */
  readonly waiting?: number;
}

const PLACES: Readonly<Record<AdminPage, AdminPlace>> = {
  overview: { label: 'Overview', href: url.admin(), key: 'w', group: null },
  people: { label: 'People', href: url.people(), key: 'u', group: 'Accounts' },
  'service-accounts': { label: 'Service accounts', href: url.serviceAccounts(), key: 'v', group: 'Accounts' },
  invitations: { label: 'Invitations', href: url.invitations(), key: 'i', group: 'Accounts' },
  teams: { label: 'Teams', href: url.teams(), key: 't', group: 'Accounts' },
  roles: { label: 'Roles', href: url.roles(), key: 'e', group: 'Access' },
  assignments: { label: 'Assignments', href: url.assignments(), key: 'n', group: 'Access' },
  review: { label: 'Access review', href: url.review(), key: 'x', group: 'Access' },
  requests: { label: 'Requests', href: url.requests(), key: 'q', group: 'Access' },
  tokens: { label: 'Tokens', href: url.tokens(), key: 'k', group: 'Access' },
  sessions: { label: 'Sessions', href: url.sessions(), key: 'b', group: 'Access' },
  audit: { label: 'Audit', href: url.audit(), key: 'd', group: 'Store' },
  system: { label: 'System', href: url.system(), key: 'y', group: 'Store' },
};

/** Where the pages of the console are. On the server alone: the browser is told of those that the reader may see. */
export const adminPlaces = (
  pages: readonly AdminPage[],
  waiting: Readonly<Partial<Record<AdminPage, number>>> = {},
): AdminPlace[] =>
  pages.map((page) => ({ ...PLACES[page], ...(waiting[page] ? { waiting: waiting[page] } : {}) }));
