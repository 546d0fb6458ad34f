/** What can go wrong in a verb; each door maps these to its own statuses. */
export type ErrorCode =
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'invalid'
  | 'precondition'
  | 'too_large'
  | 'busy';

/**
 * Why exactly, for who acts on the cause: nobody has signed in; an act wants a sign-in of the last hour; a name is no
 * user's; a disk has no room; somebody was faster; a link that somebody was sent does nothing.
 */
export type Reason =
  | 'not_signed_in'
  | 'sign_in_again'
  | 'unknown_user'
  | 'no_room'
  | 'changed_meanwhile'
  | 'dead_link';

/** What a complaint is about, for doors whose clients know each by a word of its own. */
export type ComplaintKind =
  | 'missing'
  | 'null'
  | 'text'
  | 'list'
  | 'mapping'
  | 'flag'
  | 'uuid'
  | 'choice'
  | 'json';

/** One complaint about the input: `path` as in the input object (`body.data.0.classification`), `value` as sent. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  readonly value?: unknown;
  readonly kind?: ComplaintKind;
  /** What would have been taken, with the kind `choice`. */
  readonly permitted?: readonly string[];
}

/** The end of something that was there once. */
export interface Gone {
  readonly at: Date;
  readonly by: string;
}

/** A name that is not there as it was written, and how the asker would have to write what is. */
export interface Spelled {
  /** Of what: `model`, `catalog entry`. */
  readonly kind: string;
  readonly names: readonly string[];
}

/** A permission that somebody lacks, and where: row ids, in the store where there is no project. */
export interface Missing {
  readonly operation: string;
  readonly type: string;
  readonly projectId: string | null;
  readonly resourceId?: string;
}

interface Details {
  /** Complaints per field, with `invalid`. */
  readonly issues?: readonly Issue[];
  /** Seconds until a retry makes sense, with `busy`. */
  readonly retryAfter?: number;
  /** The permission that is missing, with `forbidden`: `artifact:update`. */
  readonly permission?: string;
  /** The same with the place where it is missing, for who wants to ask for it. */
  readonly missing?: Missing;
  /** What the refused caller could not read exists; doors answer as they do for absent things. */
  readonly hidden?: boolean;
  /** When and by whom it was deleted, with `not_found`; only for those who could read it. */
  readonly gone?: Gone | null;
  /** Other spellings of the name, with `not_found`; only those that the asker may read. The message tells them. */
  readonly spelled?: Spelled | null;
  readonly reason?: Reason;
  readonly cause?: unknown;
}

/**
 * The one error that verbs throw on purpose. `message` is a sentence for the person who reads it.
 * Two bundles run in one process, so it is recognised by its `code`, never by `instanceof`: {@link isDomainError}.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  readonly retryAfter: number | undefined;
  readonly permission: string | undefined;
  readonly missing: Missing | undefined;
  readonly hidden: boolean;
  readonly gone: Gone | null;
  readonly spelled: Spelled | null;
  readonly reason: Reason | null;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(
      message + spelledSentence(details.spelled),
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter;
    this.permission = details.permission;
    this.missing = details.missing;
    this.hidden = details.hidden ?? false;
    this.gone = details.gone ?? null;
    this.spelled = details.spelled ?? null;
    this.reason = details.reason ?? null;
  }
}

/** ` There is CaseModel.`, to stand behind a sentence; empty where there is none. */
export function spelledSentence(spelled: Spelled | null | undefined): string {
  if (spelled == null) return '';
  const { names } = spelled;
  return names.length === 1
    ? ` There is ${names[0]}.`
    : ` There are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

const CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'not_found',
  'conflict',
  'forbidden',
  'unauthenticated',
  'invalid',
  'precondition',
  'too_large',
  'busy',
]);

/** Recognises a DomainError of either bundle. */
export function isDomainError(error: unknown): error is DomainError {
  return (
    error instanceof Error && error.name === 'DomainError' && 'code' in error && CODES.has(String(error.code))
  );
}

/** `invalid` with its complaints; the message is their texts, joined. */
export function invalid(issues: readonly Issue[]): DomainError {
  return new DomainError('invalid', issues.map((issue) => issue.message).join(' '), { issues });
}

/** The refusal of what takes somebody who has signed in. */
export const notSignedIn = (): DomainError =>
  new DomainError('unauthenticated', 'Sign in first.', { reason: 'not_signed_in' });
