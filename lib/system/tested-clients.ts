import type { ClientDoor } from '@/db/queries/seen-clients';

/** What a real client is driven through against the built server: the scripts of e2e/clients. */
export type ClientScript =
  | 'mlte_flow.py'
  | 'mlte_stores.py'
  | 'mlte_writer.py'
  | 'zenml_flow.py'
  | 'zenml_open.py';

/** A release of a client, as it comes from the Python package index, that the tests of each build drive. */
export interface TestedClient {
  readonly door: ClientDoor;
  /** What it calls itself where it says so. */
  readonly client: 'mlte' | 'zenml';
  readonly release: string;
  readonly scripts: readonly ClientScript[];
}

/**
 * What is tested, and nothing else. `.ci/checks/tested-clients.test.ts` holds this against what e2e/clients.spec.ts and
 * e2e/zenml-clients.spec.ts run.
 */
export const TESTED_CLIENTS: readonly TestedClient[] = [
  { door: 'mlte', client: 'mlte', release: '2.3.0', scripts: ['mlte_flow.py'] },
  {
    door: 'mlte',
    client: 'mlte',
    release: '2.6.0',
    scripts: ['mlte_flow.py', 'mlte_stores.py', 'mlte_writer.py'],
  },
  {
    door: 'mlte',
    client: 'mlte',
    release: '2.7.0',
    scripts: ['mlte_flow.py', 'mlte_stores.py'],
  },
  { door: 'zenml', client: 'zenml', release: '0.8.1', scripts: ['zenml_flow.py', 'zenml_open.py'] },
  { door: 'zenml', client: 'zenml', release: '0.10.0', scripts: ['zenml_flow.py', 'zenml_open.py'] },
  { door: 'zenml', client: 'zenml', release: '0.13.2', scripts: ['zenml_flow.py', 'zenml_open.py'] },
];

/** A written conversation that the tests have with each build, request by request. */
export interface TestedConversation {
  readonly door: ClientDoor;
  readonly requests: number;
  /** Operations of the protocol that it goes through: all that its clients know. */
  readonly operations: number;
}

/** Held against e2e/conversations by the same test. */
export const TESTED_CONVERSATIONS: readonly TestedConversation[] = [
  { door: 'mlte', requests: 343, operations: 49 },
  { door: 'zenml', requests: 365, operations: 50 },
];

/**
 * What is known of a client at a door. `conforms`: its own suite passes with each build. `not tested`: it is another
 * release of such a client. `not told`: what it calls itself is the library that it sends with. Null at the native API,
 * which has no client of its own.
 */
export type Conformance = 'conforms' | 'not tested' | 'not told';

export function conformanceOf(door: ClientDoor, name: string, version: string): Conformance | null {
  if (door === 'v1') return null;
  const tested = TESTED_CLIENTS.filter((each) => each.door === door && each.client === name);
  if (tested.length === 0) return 'not told';
  return tested.some(({ release }) => release === version) ? 'conforms' : 'not tested';
}
