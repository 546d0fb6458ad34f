import type { OwnedAccount } from '@/db/queries/service-accounts';
import type { Issue } from '@/lib/core/domain-error';
import { nameProblem } from '@/lib/core/name';
import { userFacts } from '@/lib/people/user';

/** A service account as verbs answer it. Instants in UTC. */
export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  /** What it is for. */
  readonly description: string | null;
  /** The team that owns it: whoever leads it issues, rotates and ends its tokens. */
  readonly team: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentServiceAccount({ account, teamName }: OwnedAccount): ServiceAccount {
  return {
    id: account.id,
    name: account.name,
    description: account.description,
    team: teamName,
    isActive: account.isActive,
    createdAt: account.createdAt,
    createdBy: account.createdByName,
    updatedAt: account.updatedAt,
    updatedBy: account.updatedByName,
  };
}

/** What audit rows tell of it. */
export const serviceAccountFacts = ({ account, teamName }: OwnedAccount) => {
  const { name, isActive } = userFacts(account);
  return { name, kind: account.kind, team: teamName, description: account.description, isActive };
};

/** Complaints about a description. */
export function descriptionIssues(description: string | null | undefined): Issue[] {
  if (description == null) return [];
  // The one rule of free names that does not concern descriptions is about addresses.
  const problem = nameProblem(description.replaceAll('---', '-'), 'Description', 'free');
  return problem === null ? [] : [{ path: 'description', message: problem, value: description }];
}
