import type { Transaction } from '@/db/client';
import { hasLastingAdministrator, lockGrants, type PowerTransaction } from '@/db/queries/administrators';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { noteUse } from '@/lib/core/note-use';
import { requireOwnEyes } from '@/lib/core/own-eyes';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { AuditAction } from './actions';
import { type AuditEvent, audit } from './audit';
import type { Furnished } from './example';
import { type Granter, granterOf } from './granter';
import { requireRecentSignIn } from './recent-sign-in';
import { keepRefusal } from './security';
import { orTaken, type Taken } from './taken';

/**
 * What a write asks for: a permission, one of several, one's own account, a team that one leads, or nothing beyond what
 * its own input shows (a password, a session's secret); or that no person acts, but the store itself.
 */
export type Asks =
  | `${Operation}:${PermissionType}`
  | 'own account'
  | 'own team'
  | 'shown secret'
  | 'the store itself';

/** The inside of a write: its transaction, and whom to tell of what happened. */
export interface Writing<Action extends AuditAction = AuditAction> {
  readonly ctx: Ctx;
  readonly tx: Transaction;
  /** What happened, for the audit: its rows are written last, in this order. */
  readonly tell: (event: AuditEvent<Action>) => void;
  /** Says that nothing happened that the audit tells of: nothing was written, or bookkeeping alone. */
  readonly tellNothing: () => void;
}

/** The inside of a move of power: alone among all such moves, and judged by what its actor holds. */
export interface Moving<Action extends AuditAction = AuditAction> extends Writing<Action> {
  readonly tx: PowerTransaction;
  readonly granter: Granter;
}

interface Common<Input, Ready> {
  /** The name of the verb. */
  readonly verb: string;
  /** Any one of these is enough. */
  readonly asks: readonly [Asks, ...Asks[]];
  /** Whether it needs a sign-in of the last hour although no power moves. */
  readonly recentSignIn?: (ready: Ready, ctx: Ctx) => boolean;
  /** The unique name that it may find taken, and the sentence of that. */
  readonly taken?: (ready: Ready, input: Input) => Taken;
  /** An input that succeeds, for the tests that are made from declarations; it may be asked for more than once. */
  readonly example: (at: Furnished) => NoInfer<Input> | Promise<NoInfer<Input>>;
  /** Authorizes first, then resolves and checks; writes nothing. */
  readonly ready: (ctx: Ctx, input: Input) => Promise<Ready>;
}

/** What a success may leave in the audit; or nothing ever, and why: nothing of the store changes. */
type Audited<Action extends AuditAction> =
  | { readonly audits: readonly [Action, ...Action[]]; readonly because?: never }
  | { readonly audits: 'none'; readonly because: string };

/** A write that moves no power. */
interface Plain<Input, Ready, Result, Action extends AuditAction> {
  readonly write: (writing: Writing<Action>, ready: Ready, input: Input) => Promise<Result>;
  readonly move?: never;
  readonly moves?: never;
}

/**
 * A write that moves power: changes who may do what, what opens an account, or the names by which people are given
 * something. With `moves` it depends, and `write` does what moves none.
 */
type Power<Input, Ready, Result, Action extends AuditAction> = {
  readonly move: (moving: Moving<Action>, ready: Ready, input: Input) => Promise<Result>;
} & (
  | { readonly moves?: never; readonly write?: never }
  | {
      readonly moves: (ready: Ready, ctx: Ctx) => boolean;
      readonly write: (writing: Writing<Action>, ready: Ready, input: Input) => Promise<Result>;
    }
);

export type Declared<Input, Ready, Result, Action extends AuditAction = AuditAction> = Common<Input, Ready> &
  Audited<Action> &
  (Plain<Input, Ready, Result, Action> | Power<Input, Ready, Result, Action>);

/** A declared verb: call it as any other, or read how it was declared. */
export interface DeclaredVerb<Input, Result> {
  (ctx: Ctx, input: Input): Promise<Result>;
  readonly declared: Pick<Common<Input, unknown>, 'verb' | 'asks' | 'example'> &
    Audited<AuditAction> & { readonly power: 'always' | 'sometimes' | 'never' };
}

const declarations: DeclaredVerb<never, unknown>[] = [];

/** Every verb that was declared so far, for the tests that are made from declarations. */
export const declaredWrites = (): readonly DeclaredVerb<never, unknown>[] => declarations;

/**
 * Declares a verb that writes. The frame around it does what every write owes, in this order: nobody views as another;
 * `ready` authorizes;
 * a recent sign-in where power moves or it is asked for; one transaction, in which moves of power are alone, the actor's
 * own grants are read under the lock, and a lasting administrator remains; and the audit rows last. A write that tells of
 * nothing and does not say that nothing happened is a fault, and leaves nothing; so is one that tells of something that
 * it was not declared to tell of.
 */
export function declareWrite<Input, Ready, Result, Action extends AuditAction = never>(
  declared: Declared<Input, Ready, Result, Action>,
): DeclaredVerb<Input, Result> {
  const { verb, asks, example } = declared;
  const attempt = async (ctx: Ctx, input: Input): Promise<Result> => {
    const ready = await declared.ready(ctx, input);
    requireAsked(ctx, verb, asks);
    const moves = declared.move !== undefined && (declared.moves?.(ready, ctx) ?? true);
    if (moves || declared.recentSignIn?.(ready, ctx) === true) await requireRecentSignIn(ctx);
    const work = () =>
      transact(ctx.db, (tx) =>
        runAudited(ctx, tx, declared, (inside) =>
          moves && declared.move !== undefined
            ? inMove(ctx, tx, (power) => declared.move({ ...inside, ...power }, ready, input))
            : (declared.write ?? neverWrites(verb))(inside, ready, input),
        ),
      );
    const taken = declared.taken?.(ready, input);
    return taken === undefined ? work() : orTaken(taken, work);
  };
  const run = async (ctx: Ctx, input: Input): Promise<Result> => {
    // Before anything is asked, and no security event either: the person who is viewed has tried nothing.
    requireOwnEyes(ctx);
    try {
      return await attempt(ctx, input);
    } catch (error) {
      if (declared.move !== undefined) await keepRefused(ctx, verb, error);
      throw error;
    }
  };
  const moving =
    declared.move === undefined ? 'never' : declared.moves === undefined ? 'always' : 'sometimes';
  const audited: Audited<AuditAction> =
    declared.audits === 'none' ? { audits: 'none', because: declared.because } : { audits: declared.audits };
  const made = Object.assign(run, { declared: { verb, asks, example, ...audited, power: moving } as const });
  declarations.push(made as DeclaredVerb<never, unknown>);
  return made;
}

/** A move of power that a person may not make, or may not make with so old a sign-in, is a security event. */
async function keepRefused({ actor, db, now, requestId }: Ctx, verb: string, error: unknown): Promise<void> {
  if (actor.kind === 'system' || actor.kind === 'anonymous' || !isDomainError(error)) return;
  if (error.code !== 'forbidden' && error.reason !== 'sign_in_again') return;
  await keepRefusal(db, {
    action: 'power.refuse',
    at: now,
    actor: { id: actor.userId, name: actor.name },
    requestId,
    details: { verb, reason: error.reason ?? error.code, permission: error.permission ?? null },
  });
}

/** Runs the body and writes the audit rows after it. */
async function runAudited<Result, Action extends AuditAction>(
  ctx: Ctx,
  tx: Transaction,
  { verb, audits }: { readonly verb: string; readonly audits: 'none' | readonly Action[] },
  body: (writing: Writing<Action>) => Promise<Result>,
): Promise<Result> {
  const events: AuditEvent<Action>[] = [];
  let isNothing = audits === 'none';
  const result = await body({
    ctx,
    tx,
    tell: (event) => events.push(event),
    tellNothing: () => {
      isNothing = true;
    },
  });
  if (isNothing === events.length > 0)
    throw new Error(`${verb} ${isNothing ? 'tells of what it said had not happened' : 'tells of nothing'}.`);
  // Types say so too, as far as nobody goes around them.
  const undeclared = events.find(({ action }) => audits !== 'none' && !audits.includes(action));
  if (undeclared !== undefined) throw new Error(`${verb} tells of ${undeclared.action} undeclared.`);
  for (const event of events) await audit(tx, ctx, event);
  return result;
}

async function inMove<Result>(
  ctx: Ctx,
  plain: Transaction,
  body: (power: Pick<Moving, 'tx' | 'granter'>) => Promise<Result>,
): Promise<Result> {
  const tx = await lockGrants(plain);
  const administered = await hasLastingAdministrator(tx);
  const result = await body({ tx, granter: granterOf(tx, ctx) });
  if (administered && !(await hasLastingAdministrator(tx)))
    throw new DomainError(
      'precondition',
      'This would leave nobody who administers the store: give somebody else the role admin everywhere first.',
    );
  return result;
}

/** A verb that forgets to authorize is a fault, before it has written anything. */
function requireAsked(ctx: Ctx, verb: string, asks: readonly Asks[]): void {
  const isGiven = (one: Asks): boolean => {
    if (one === 'the store itself') return ctx.actor.kind === 'system';
    return one === 'shown secret' || ctx.decided.permitted.has(one);
  };
  if (!asks.some(isGiven)) throw new Error(`${verb} did not ask for ${asks.join(' or ')}.`);
  noteAsked(ctx, asks);
}

/** What let the verb go on and was asked for by `can`, is used: `authorize` has counted what it let through. */
function noteAsked(ctx: Ctx, asks: readonly Asks[]): void {
  const counted = new Set(
    [...ctx.decided.used.values()].map(({ operation, type }) => `${operation}:${type}`),
  );
  for (const one of asks) {
    const projectId = ctx.decided.permittedIn.get(one);
    if (projectId === undefined || counted.has(one)) continue;
    const [operation, type] = one.split(':') as [Operation, PermissionType];
    noteUse(ctx, { operation, type, projectId });
  }
}

const neverWrites = (verb: string) => () => Promise.reject(new Error(`${verb} only moves power.`));
