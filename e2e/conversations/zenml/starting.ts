import { NO_TOKEN_IN_ADDRESS } from '@/lib/wire/zenml/first-mistakes';
import { type Chapter, having, type Reply } from '../exchange';
import { client, configured, NAIVE, NOBODY, posted, taken, UUID } from './cast';

const requested = client('default');
const NO_TOKEN: Reply = [
  401,
  { detail: 'The token is unknown, revoked or expired.' },
  { 'WWW-Authenticate': 'Basic' },
];
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const part = (type: string, flavor: string, uuid: RegExp | string, ...words: string[]) => ({
  type,
  flavor,
  name: 'default',
  uuid,
  config: configured('name: default\n', ...words),
});

const components = [
  part('orchestrator', 'local', UUID, '\nuuid: '),
  part(
    'metadata_store',
    'sqlite',
    UUID,
    'upgrade_migration_enabled: true\nuri: .zenml/local_stores/',
    '/metadata.db\nuuid: ',
  ),
  part('artifact_store', 'local', UUID, 'path: .zenml/local_stores/', '\nuuid: '),
];
const DEFAULT = { orchestrator: 'default', metadata_store: 'default', artifact_store: 'default' };
const PROFILE = {
  name: 'default',
  active_user: 'default',
  store_url: /^http:\/\/127\.0\.0\.1:\d+\/api\/zenml$/,
  store_type: 'rest',
  active_stack: 'default',
};

/** `zenml profile create`, and what a client says before it has one. */
export const starting: Chapter = {
  title: 'a client is told of the store',
  exchanges: [
    client('default', 'somebody else')(
      'creating a profile asks for the stacks as whoever is active now, a name that nobody here has',
      ['GET', '/stack-configurations'],
      [200, { default: DEFAULT }],
    ),
    client('default', 'default')(
      'or as the user that every client begins with',
      ['GET', '/stack-configurations'],
      [200, { default: DEFAULT }],
    ),
    {
      claim: 'a monitor asks for health without any credentials',
      send: ['GET', '/api/zenml/health'],
      reply: [200, 'OK'],
      fromPython: true,
    },
    {
      claim: 'or only for its head',
      send: ['HEAD', '/api/zenml/{{default}}/health'],
      reply: [200],
      fromPython: true,
    },
    requested(
      'the store tells what profile it would be, by its address and not by that of its database',
      ['GET', '/'],
      [200, PROFILE],
    ),
    { ...requested('with or without the slash', ['GET', ''], [200, PROFILE]), repeats: true },
    {
      claim: 'without credentials there is no profile to see',
      send: ['GET', '/api/zenml/'],
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'nor are there stacks',
      send: ['GET', '/api/zenml/stack-configurations'],
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'a client that sends only its user name is not believed, even when that user exists',
      send: ['GET', '/api/zenml/stack-configurations'],
      headers: basic('default:'),
      reply: [401, { detail: NO_TOKEN_IN_ADDRESS }, { 'WWW-Authenticate': null }],
      fromPython: true,
    },
    {
      claim: 'nor is any password beside it',
      send: ['GET', '/api/zenml/stack-configurations'],
      headers: basic('default:correct-horse-battery-9'),
      reply: [401, { detail: NO_TOKEN_IN_ADDRESS }],
      fromPython: true,
    },
    {
      claim: 'a header that holds no pair is told so',
      send: ['GET', '/api/zenml/stacks-empty'],
      headers: basic('default'),
      reply: [401, { detail: 'Invalid authentication credentials' }, { 'WWW-Authenticate': 'Basic' }],
      fromPython: true,
    },
    {
      claim: 'so is one that is no base64',
      send: ['GET', '/api/zenml/stacks-empty'],
      headers: { Authorization: 'Basic ***' },
      reply: [401, { detail: 'Invalid authentication credentials' }],
      fromPython: true,
    },
    {
      claim: 'and one beyond ASCII, which the client sends as Latin-1',
      send: ['GET', '/api/zenml/stacks-empty'],
      headers: { Authorization: `Basic ${Buffer.from('gärtner:', 'latin1').toString('base64')}` },
      reply: [401, { detail: 'Invalid authentication credentials' }],
      fromPython: true,
    },
    {
      claim: 'another scheme is none',
      send: ['GET', '/api/zenml/stacks-empty'],
      headers: { Authorization: 'Bearer {{default}}' },
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'a token in the address with one letter wrong is no token',
      send: ['GET', '/api/zenml/{{default}}x/stacks-empty'],
      headers: basic('default:'),
      reply: NO_TOKEN,
      fromPython: true,
    },
    {
      claim: 'other programs may send the token as their user name',
      send: ['GET', '/api/zenml/stacks-empty'],
      user: '{{default}}',
      reply: [200, false],
      fromPython: true,
    },
  ],
};

/** `RestZenStore().initialize(url)` in Python. */
export const initializing: Chapter = {
  title: 'a store is opened from Python',
  exchanges: [
    requested('it asks whether there is any stack, and there is', ['GET', '/stacks-empty'], [200, false]),
    requested(
      'then for the user that it will be',
      ['GET', '/users/default'],
      [200, { id: UUID, creation_date: NAIVE, name: 'default' }],
      { keep: { defaultId: 'id' } },
    ),
    requested(
      'one that made this user anyway would be told that it is there',
      ['POST', '/users', posted('default')],
      taken("User with name 'default' already exists."),
    ),
    requested(
      'a new store has this one user',
      ['GET', '/users'],
      [200, [{ id: '{{defaultId}}', creation_date: NAIVE, name: 'default' }]],
    ),
    requested(
      'one stack, with its components in their order',
      ['GET', '/stacks'],
      [200, [{ name: 'default', components }]],
      {
        keep: {
          orchestrator: '0.components.0.uuid',
          metadata: '0.components.1.uuid',
          artifacts: '0.components.2.uuid',
        },
      },
    ),
    requested(
      'which reads by its name',
      ['GET', '/stacks/default'],
      [
        200,
        {
          name: 'default',
          components: [
            part('orchestrator', 'local', '{{orchestrator}}', '\nuuid: {{orchestrator}}\n'),
            part('metadata_store', 'sqlite', '{{metadata}}', 'uuid: {{metadata}}\n'),
            part(
              'artifact_store',
              'local',
              '{{artifacts}}',
              'path: .zenml/local_stores/{{artifacts}}\nuuid: {{artifacts}}\n',
            ),
          ],
        },
      ],
    ),
    requested(
      'and whose components read by their names alone',
      ['GET', '/stack-configurations/default'],
      [200, DEFAULT],
    ),
    requested('no project', ['GET', '/projects'], [200, []]),
    requested('no team', ['GET', '/teams'], [200, []]),
    requested('no role', ['GET', '/roles'], [200, []]),
    requested(
      'no assignment of one, though its administrator holds everything',
      ['GET', '/role_assignments'],
      [200, []],
    ),
    requested('no flavor: clients have their own', ['GET', '/flavors'], [200, []]),
    requested('no pair of stores', ['GET', '/store_associations'], [200, []]),
    requested(
      'what is built in resolves by its name: the project',
      ['GET', '/projects/default'],
      [200, having({ id: UUID, name: 'default' })],
    ),
    requested(
      'and the role, whose permissions no client could read back',
      ['GET', '/roles/admin'],
      [200, { id: UUID, creation_date: NAIVE, name: 'admin', permissions: [] }],
    ),
  ],
};
