import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where files lie: one file, everything below a folder (`lib/access/`), or what declares a write below it. */
export type Place = string | { readonly declaringBelow: string };

/** What is mutated together, judged by one list of tests and held to one score. */
export interface MutationPart {
  readonly name: string;
  readonly sources: readonly Place[];
  /** Files among these that nothing reads when the server runs, or that another part has. */
  readonly except?: readonly string[];
  /** In the order in which they are tried: what fails soonest first. */
  readonly tests: readonly string[];
  /** Percent of its mutants that tests must find, in the part and in each of its files that has changed. */
  readonly floor: number;
}

/** A folder that moves is changed here and nowhere else; a place without files is an error. */
export const MUTATION_PARTS: readonly MutationPart[] = [
  {
    name: 'decisions',
    sources: ['lib/permissions/'],
    // Two lists that views are judged by.
    except: ['lib/permissions/viewing.ts'],
    tests: ['lib/permissions/'],
    floor: 90,
  },
  {
    name: 'roles',
    sources: ['lib/roles/'],
    tests: [
      'lib/roles/',
      'lib/requests/requests.db.test.ts',
      'lib/groups/groups.db.test.ts',
      'lib/audit/audited.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'teams',
    sources: ['lib/teams/'],
    tests: [
      'lib/teams/',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'people',
    sources: ['lib/people/'],
    tests: [
      'lib/people/',
      'lib/credentials/password-links.db.test.ts',
      'lib/sign-in/',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'credentials',
    sources: ['lib/credentials/', 'lib/wire/actor-from-authorization.ts'],
    tests: [
      'lib/credentials/',
      'lib/service-accounts/service-tokens.db.test.ts',
      'lib/people/users.db.test.ts',
      'lib/wire/api/token-limits.db.test.ts',
      'lib/viewing/viewing.db.test.ts',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'sign-in',
    sources: ['lib/sign-in/'],
    tests: [
      'lib/sign-in/',
      'lib/people/users.db.test.ts',
      'lib/credentials/',
      'lib/invitations/invitations.db.test.ts',
      'lib/viewing/viewing.db.test.ts',
      'lib/wire/zenml/legacy-basic.db.test.ts',
      'lib/service-accounts/service-accounts.db.test.ts',
      'lib/audit/security-events.db.test.ts',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'service accounts',
    sources: ['lib/service-accounts/'],
    tests: [
      'lib/service-accounts/',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'uses and reviews',
    sources: ['lib/uses/', 'lib/reviews/'],
    tests: ['lib/uses/', 'lib/reviews/', 'lib/writes/declarations.db.test.ts'],
    floor: 90,
  },
  {
    name: 'links, requests and views',
    sources: ['lib/invitations/', 'lib/requests/', 'lib/viewing/', 'lib/permissions/viewing.ts'],
    tests: [
      'lib/invitations/',
      'lib/requests/',
      'lib/viewing/',
      'lib/credentials/password-links.db.test.ts',
      'lib/audit/audited.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/writes/declarations.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'access',
    sources: ['lib/access/', 'lib/projects/', 'lib/audit/'],
    tests: [
      'lib/access/',
      'lib/projects/',
      'lib/audit/',
      'lib/roles/',
      'lib/teams/',
      'lib/people/',
      'lib/wire/api/permission-matrix.db.test.ts',
      'lib/writes/',
    ],
    floor: 90,
  },
  {
    name: 'declarations',
    sources: [
      'lib/writes/',
      { declaringBelow: 'lib/models/' },
      { declaringBelow: 'lib/groups/' },
      { declaringBelow: 'lib/lists/' },
      { declaringBelow: 'lib/catalog/' },
      { declaringBelow: 'lib/runs/' },
      { declaringBelow: 'lib/stacks/' },
      { declaringBelow: 'lib/offers/' },
      { declaringBelow: 'lib/mlte/' },
      { declaringBelow: 'lib/zenml/' },
      'lib/stacks/components/find-or-create-component.ts',
    ],
    // A list that the compiler reads, and what declarations say for tests.
    except: ['lib/writes/actions.ts', 'lib/writes/example.ts'],
    tests: [
      'lib/writes/',
      'lib/models/',
      'lib/groups/',
      'lib/lists/',
      'lib/catalog/',
      'lib/stacks/',
      'lib/pipelines/',
      'lib/runs/',
      'lib/offers/',
      'lib/mlte/',
      'lib/zenml/',
      'lib/audit/audited.db.test.ts',
      'lib/audit/security-events.db.test.ts',
      'lib/roles/last-administrator.db.test.ts',
      'lib/roles/power-moves.db.test.ts',
      'lib/credentials/password-links.db.test.ts',
      'lib/uses/uses.db.test.ts',
    ],
    floor: 90,
  },
  {
    name: 'secrets',
    sources: [
      'lib/secrets/keys.ts',
      'lib/secrets/seal.ts',
      'lib/stacks/configurations/configuration.ts',
      'lib/stacks/configurations/secrets.ts',
      'lib/stacks/configurations/typed-back.ts',
    ],
    tests: ['lib/secrets/keys.test.ts', 'lib/secrets/seal.test.ts', 'lib/stacks/configurations/'],
    floor: 90,
  },
  {
    name: 'cursors',
    sources: ['lib/core/cursor.ts'],
    tests: ['lib/core/'],
    floor: 90,
  },
  {
    name: 'artifact writes',
    sources: [
      { declaringBelow: 'lib/artifacts/' },
      'lib/artifacts/body.ts',
      'lib/artifacts/forms/collision.ts',
      'lib/artifacts/identifier.ts',
      'lib/artifacts/posted.ts',
      'lib/artifacts/scenario-ids.ts',
      'lib/artifacts/store-artifact.ts',
      'lib/artifacts/forms/write-by-form.ts',
      'lib/artifacts/evidence/record-evidence.ts',
    ],
    tests: ['lib/artifacts/', 'lib/writes/', 'lib/wire/mlte/artifacts.db.test.ts'],
    floor: 90,
  },
  {
    name: 'dialects',
    sources: [
      'lib/wire/faults.ts',
      'lib/wire/v1/dialect.ts',
      'lib/wire/mlte/dialect.ts',
      'lib/wire/zenml/dialect.ts',
      'lib/wire/zenml/complaints.ts',
      'lib/wire/zenml/wording.ts',
    ],
    tests: [
      'lib/wire/dialects.test.ts',
      'lib/wire/v1/',
      'lib/wire/mlte/',
      'lib/wire/zenml/',
      'lib/wire/api/power-moves.db.test.ts',
    ],
    floor: 90,
  },
];

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);

/** The sources of a part, sorted. Throws a sentence where one of its places holds none. */
export const sourcesOf = (root: string, { name, sources, except = [] }: MutationPart): string[] =>
  filesAt(root, name, sources, (file) => !isTest(file) && !except.includes(file)).sort();

/** The test files of a part, those without a database first. Throws a sentence where one of its places holds none. */
export const testsOf = (root: string, { name, tests }: MutationPart): string[] => {
  const files = filesAt(root, name, tests, isTest);
  const isOfDatabase = (file: string): boolean => /\.db\.test\./.test(file);
  return [...files.filter((file) => !isOfDatabase(file)), ...files.filter(isOfDatabase)];
};

/**
 * Of a part's tests those in the folder of the domain that one of the sources belongs to (`lib/teams`, `lib/wire/v1`):
 * what is beside a source finds most of its mutants. All of them where none is.
 */
export function testsBeside(sources: readonly string[], tests: readonly string[]): string[] {
  const domainOf = (file: string): string =>
    /^lib\/wire\/[^/]+\/|^lib\/[^/]+\//.exec(file)?.[0] ?? path.posix.dirname(file);
  const domains = new Set(sources.map(domainOf));
  const beside = tests.filter((test) => domains.has(domainOf(test)));
  return beside.length > 0 ? beside : [...tests];
}

function filesAt(
  root: string,
  name: string,
  places: readonly Place[],
  isWanted: (file: string) => boolean,
): string[] {
  const found = places.flatMap((place) => {
    const files = filesIn(root, place).filter(isWanted);
    if (files.length > 0) return files;
    const where = typeof place === 'string' ? place : `${place.declaringBelow} (declared writes)`;
    throw new Error(
      `The part ${name} of the mutation tests names ${where}, where no file of that kind lies.`,
    );
  });
  return [...new Set(found)];
}

function filesIn(root: string, place: Place): string[] {
  if (typeof place !== 'string')
    return filesIn(root, place.declaringBelow).filter((file) =>
      /\bdeclareWrite\(/.test(readFileSync(path.join(root, file), 'utf8')),
    );
  if (!place.endsWith('/')) return statSync(path.join(root, place), { throwIfNoEntry: false }) ? [place] : [];
  const folder = path.join(root, place);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(place, file.split(path.sep).join('/')))
    .sort();
}
