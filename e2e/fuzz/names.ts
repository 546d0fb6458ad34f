import fc from 'fast-check';
import { anyText } from '../../lib/testing/nasty';

const TYPES = ['alerter', 'artifact_store', 'orchestrator', 'metadata_store'];
const ID = '01234567-89ab-7cde-8f01-23456789abcd';

/** What the world of the fuzz holds under each placeholder of an address; the first one always. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  project: ['garden', 'default'],
  model: ['sorter'],
  version: ['v1'],
  artifact: ['card.default', 'evidence.accuracy', 'suite.default', 'results.default', 'evidence.belt'],
  run: ['monday', 'tuesday'],
  pipeline: ['training'],
  stack: ['everything', 'default'],
  type: TYPES,
  component: ['bell', 'default'],
  name: ['bell', 'default'],
  flavor: ['tape', 's3', 'local'],
  catalog: ['local'],
  list: ['problem_types', 'quality_attributes', 'tags'],
  entry: ['rate', 'Classification'],
  user: ['guest'],
  serviceAccount: ['robot'],
  serviceToken: [ID],
  team: ['gardeners'],
  role: ['waterers', 'viewer'],
  group: ['keepers'],
  permission: ['catalog-get', 'model-create-sorter'],
  id: [ID],
  assignment: [ID],
  artifactStore: [ID],
  metadataStore: [ID],
  permalink: [ID, `${ID}-2`],
  staged: [ID],
  nextauth: ['session', 'csrf', 'callback/credentials', 'signin', 'providers', 'error'],
};

const known = [...new Set(Object.values(KNOWN).flat())];

/** A value for a placeholder: often what is there, sometimes what another placeholder means, sometimes anything. */
export const named = (placeholder: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...(KNOWN[placeholder] ?? known)) },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: anyText },
  );

/** A value for a field or a query: something that is there, or anything. */
export const value: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...known),
  fc.constantFrom('name', '-created', '20', '2022-05-01', 'true', '0', 'all', 'json', 'failed', 'card'),
  anyText,
);
