import type { UserRow } from '@/db/queries/users';
import { type Issue, invalid } from '@/lib/core/domain-error';
import { nameKey, nameProblem } from '@/lib/core/name';
import type { AuditAction } from '@/lib/writes/actions';

/** A person as verbs answer them. Instants in UTC. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** A service account is a program's, and is never signed in to. */
  readonly kind: 'person' | 'service';
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  /** Whether a password opens the account; imported people may have none. */
  readonly canSignIn: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: hashes never leave lib. */
export function presentUser(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    email: row.email,
    fullName: row.fullName,
    isActive: row.isActive,
    canSignIn: row.passwordHash !== null,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

/** What audit rows tell of an account. */
export const userFacts = ({ name, kind, email, fullName, isActive, passwordHash }: UserRow) => ({
  name,
  ...(kind === 'service' && { kind }),
  email,
  fullName,
  isActive,
  canSignIn: passwordHash !== null,
});

/** The audit event of an account. */
export const userEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<UserRow, 'id' | 'name'>,
) => ({ action, resourceType: 'user', resourceId: id, resourceName: name, projectId: null }) as const;

export interface UserFields {
  readonly name?: string;
  readonly email?: string | null;
  readonly fullName?: string | null;
}

/** Complaints about the fields that are given. `me` is reserved: addresses use it for whoever asks. */
export function userFieldIssues({ name, email, fullName }: UserFields): Issue[] {
  const issues: Issue[] = [];
  if (name !== undefined) {
    const problem = nameProblem(name, 'User name', 'path');
    if (problem !== null) issues.push({ path: 'name', message: problem, value: name });
    else if (nameKey(name) === 'me')
      issues.push({
        path: 'name',
        message: "'me' is reserved and can't be used as a user name.",
        value: name,
      });
  }
  if (
    email !== undefined &&
    email !== null &&
    !/^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@\p{Cc}\p{Cs}]{1,189}$/u.test(email)
  )
    issues.push({ path: 'email', message: 'Email must look like name@example.org.', value: email });
  if (fullName !== undefined && fullName !== null) {
    // The one rule of free names that does not concern people is about addresses.
    const problem = nameProblem(fullName.replaceAll('---', '-'), 'Full name', 'free');
    if (problem !== null) issues.push({ path: 'fullName', message: problem, value: fullName });
  }
  return issues;
}

/** Throws `invalid` with everything that is wrong, or returns. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw invalid(issues);
}
