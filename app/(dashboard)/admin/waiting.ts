import { SOON_DAYS, soonAfter } from '@/components/access/assignment-columns';
import { can } from '@/lib/access/authorize';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import type { Ctx } from '@/lib/core/ctx';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { ENDING_DAYS, listIssuedTokens, UNUSED_DAYS } from '@/lib/credentials/list-issued-tokens';
import { countImportOffers } from '@/lib/offers/list-import-offers';
import { listPeople } from '@/lib/people/list-people';
import { countToAnswer } from '@/lib/requests/list-requests';
import { countUnused } from '@/lib/reviews/review-assignments';
import { REVIEW_DAYS } from '@/lib/reviews/reviewed-assignment';
import { listAdministrators } from '@/lib/roles/list-administrators';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';

/** Days of failed sign-ins that the overview counts. */
const FAILED_DAYS = 7;
const DAY_MS = 86_400_000;

/** Something that may need an administrator, and the page that shows it. */
export interface Waiting {
  readonly key: string;
  /** How many there are; 0 where all is in order. */
  readonly count: number | '10,000+';
  /** What they are, after the number. */
  readonly what: readonly [one: string, many: string];
  /** Why it matters, or what to do. */
  readonly why: string;
  readonly href: string;
  /** What is said where there are none. */
  readonly fine: string;
}

/** What waits for the reader: of each kind that they may see. */
export async function waitingFor(ctx: Ctx): Promise<Waiting[]> {
  const may = (operation: 'user' | 'role_assignment' | 'token' | 'audit') =>
    can(ctx, { operation, type: 'read', projectId: null });
  const sees = {
    people: await may('user'),
    assignments: await may('role_assignment'),
    tokens: await may('token'),
    audit: await may('audit'),
  };
  const waiting: Waiting[] = [];
  const offers = await countImportOffers(ctx);
  if (offers > 0)
    waiting.push({
      key: 'offers',
      count: offers,
      what: ['import waits for a word', 'imports wait for a word'],
      why: 'Roles and administrators arrived without power. Give it, or decline.',
      href: url.importOffers(),
      fine: '',
    });
  const requests = await countToAnswer(ctx);
  if (requests !== null)
    waiting.push({
      key: 'requests',
      count: requests,
      what: ['request for access waits for an answer', 'requests for access wait for an answer'],
      why: 'Grant until a time is over, or refuse with a word.',
      href: url.requests({ state: 'waiting' }),
      fine: 'Every request for access has an answer.',
    });
  if (sees.assignments) waiting.push(await administrators(ctx));
  if (sees.people && sees.assignments)
    waiting.push({
      key: 'no role',
      count: (await listPeople(ctx, { state: 'no role', limit: 1 })).count,
      what: ['active account holds no role', 'active accounts hold no role'],
      why: 'They can sign in and see nothing. Assign a role, or add them to a team.',
      href: url.people({ state: 'no role' }),
      fine: 'Every active account holds a role.',
    });
  if (sees.people)
    waiting.push({
      key: 'never seen',
      count: (await listPeople(ctx, { state: 'never seen', limit: 1 })).count,
      what: ['account was never used', 'accounts were never used'],
      why: 'Deactivate what nobody needs.',
      href: url.people({ state: 'never seen' }),
      fine: 'Every account was used.',
    });
  if (sees.assignments)
    waiting.push({
      key: 'ends',
      count: (await listRoleAssignments(ctx, { endsBefore: soonAfter(ctx.now), limit: 1 })).count,
      what: [`assignment ends within ${SOON_DAYS} days`, `assignments end within ${SOON_DAYS} days`],
      why: 'Prolong what is still needed; ended ones stay listed until somebody ends them.',
      href: url.assignments({ ends: 'soon' }),
      fine: `No access ends within ${SOON_DAYS} days.`,
    });
  if (sees.assignments)
    waiting.push({
      key: 'unused',
      count: await countUnused(ctx),
      what: [
        `assignment was not used for ${REVIEW_DAYS} days`,
        `assignments were not used for ${REVIEW_DAYS} days`,
      ],
      why: 'Keep what is needed rarely, end the rest.',
      href: url.review(),
      fine: `No assignment is known to be unused for ${REVIEW_DAYS} days.`,
    });
  if (sees.tokens)
    waiting.push({
      key: 'tokens',
      count: (await listIssuedTokens(ctx, { state: 'unused', limit: 1 })).count,
      what: [`token was not used for ${UNUSED_DAYS} days`, `tokens were not used for ${UNUSED_DAYS} days`],
      why: 'They still open what their owners may. Revoke what nothing uses.',
      href: url.tokens({ state: 'unused' }),
      fine: `Every working token was used within ${UNUSED_DAYS} days.`,
    });
  if (sees.tokens)
    waiting.push({
      key: 'ending',
      count: (await listIssuedTokens(ctx, { state: 'ending', ownerKind: 'service', limit: 1 })).count,
      what: [
        `token of a service account ends within ${ENDING_DAYS} days`,
        `tokens of service accounts end within ${ENDING_DAYS} days`,
      ],
      why: 'Rotate what is still used, or what it runs stops on that day.',
      href: url.tokens({ ownerKind: 'service', state: 'ending' }),
      fine: `No token of a service account ends within ${ENDING_DAYS} days.`,
    });
  if (sees.audit) waiting.push(await failedSignIns(ctx));
  const pairs = sees.people ? (runtime().env.ASSAY_LEGACY_BASIC ?? []) : [];
  if (pairs.length > 0)
    waiting.push({
      key: 'legacy',
      count: pairs.length,
      what: ['account signs in without a password', 'accounts sign in without a password'],
      why: `ASSAY_LEGACY_BASIC lets ${pairs.map(({ user, network }) => `${user} from ${network}`).join(', ')}. Tokens do without it.`,
      href: url.audit({ action: 'session.legacy_basic' }),
      fine: '',
    });
  return waiting;
}

async function administrators(ctx: Ctx): Promise<Waiting> {
  const [only, another] = await listAdministrators(ctx, { limit: 2 });
  return {
    key: 'administrators',
    count: another === undefined ? 1 : 0,
    what: ['account administers this store', 'accounts administer this store'],
    why: `Nobody but ${only} holds admin everywhere without an end. Give it to a second person, lest one lost password lock everybody out.`,
    href: url.assignments({ role: 'admin', in: '*' }),
    fine: 'More than one person administers this store.',
  };
}

async function failedSignIns(ctx: Ctx): Promise<Waiting> {
  const since = new Date(ctx.now.getTime() - FAILED_DAYS * DAY_MS);
  const { count } = await listAuditEvents(ctx, { action: 'sign_in.refuse', since, limit: 1 });
  return {
    key: 'failed',
    count,
    what: [
      `sign-in failed in the last ${FAILED_DAYS} days`,
      `sign-ins failed in the last ${FAILED_DAYS} days`,
    ],
    why: 'A few are mistyped passwords; many from one address are somebody guessing.',
    href: url.audit({ action: 'sign_in.refuse', since: since.toISOString().slice(0, 10) }),
    fine: `No sign-in failed in the last ${FAILED_DAYS} days.`,
  };
}
