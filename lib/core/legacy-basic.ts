import { nameKey, nameProblem } from './name';
import { networkProblem } from './network';

/** Clients in this network are let in as this user without a password. */
export interface LegacyPair {
  readonly user: string;
  readonly network: string;
}

/** Whom the pairs name, as keys; nobody where there are none. */
export function passwordlessNames(pairs: readonly LegacyPair[] | undefined): ReadonlySet<string> {
  return new Set((pairs ?? []).map(({ user }) => nameKey(user)));
}

/** Reads `aria@10.0.0.0/8, ci@fd00::/8`; a text instead says what is wrong with it. A user name may hold `@`. */
export function readLegacyPairs(text: string): LegacyPair[] | string {
  const pairs: LegacyPair[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    const at = part.lastIndexOf('@');
    if (at < 0)
      return `must be user@network pairs with commas between them, and ${JSON.stringify(part)} is none`;
    const pair = { user: part.slice(0, at), network: part.slice(at + 1) };
    const problem = nameProblem(pair.user, `the user name of ${JSON.stringify(part)}`, 'path');
    if (problem !== null) return problem.replace(/\.$/, '');
    const wrong = networkProblem(pair.network);
    if (wrong !== null) return wrong;
    pairs.push(pair);
  }
  return pairs;
}
