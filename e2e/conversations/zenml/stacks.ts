import type { Chapter } from '../exchange';
import {
  absent,
  client,
  componentTaken,
  configured,
  lacking,
  missing,
  NOBODY,
  stackTaken,
  wrong,
} from './cast';
import { airflow, bucket, cloud, cloudNames, kubeflow, mysql, registry, wrapped } from './wrappers';

const admin = client('default');
const rosa = client('rosa');
const noor = client('noor');

const DEFAULT = { orchestrator: 'default', metadata_store: 'default', artifact_store: 'default' };
const otherBucket = wrapped(
  'artifact_store',
  's3',
  'name: bucket\npath: s3://elsewhere\nuuid: 45eb15e1-c8f2-4cb6-ac86-ec3d26b4854f\n',
);
const movedMysql = wrapped(
  'metadata_store',
  'mysql',
  `database: metadata\nhost: db2.example.org\nname: shared\npassword: hunter3\nport: 3306\nuuid: ${mysql.uuid}\n`,
);
const masked = (component: typeof mysql, ...words: string[]) => ({
  ...component,
  config: configured('"********"', ...words),
});
const seen = [
  airflow,
  masked(mysql, 'host: db.example.org'),
  masked(bucket, 'path: s3://greenhouse'),
  registry,
];
const lab = { name: 'lab', components: [airflow, mysql] };

/** `zenml stack register`, `list`, `describe`, `update`, `set`, `delete`, `export`, `import`. */
export const stacks: Chapter = {
  title: 'stacks come and go',
  exchanges: [
    admin(
      'a stack is registered with three components that are not there yet',
      ['POST', '/stacks', cloud],
      [200, null],
    ),
    admin(
      'it comes back field by field, components in their order, configurations byte for byte',
      ['GET', '/stacks/cloud'],
      [200, cloud],
    ),
    admin(
      'its components were registered with it',
      ['GET', '/components/container_registry/hub'],
      [200, registry],
    ),
    rosa(
      'who may not read secrets sees masks in their place',
      ['GET', '/stacks/cloud'],
      [200, { name: 'cloud', components: seen }],
    ),
    admin(
      'listing stacks asks for their names',
      ['GET', '/stack-configurations'],
      [200, { default: DEFAULT, cloud: cloudNames }],
    ),
    {
      ...admin('twice', ['GET', '/stack-configurations'], [200, { default: DEFAULT, cloud: cloudNames }]),
      repeats: true,
    },
    admin('exporting asks for one', ['GET', '/stack-configurations/cloud'], [200, cloudNames]),
    admin('and for each component', ['GET', '/components/metadata_store/shared'], [200, mysql]),
    admin(
      'importing asks for all stacks, default first',
      ['GET', '/stacks'],
      [
        200,
        [
          {
            name: 'default',
            components: [
              {
                type: 'orchestrator',
                flavor: 'local',
                name: 'default',
                uuid: '{{orchestrator}}',
                config: /./,
              },
              {
                type: 'metadata_store',
                flavor: 'sqlite',
                name: 'default',
                uuid: '{{metadata}}',
                config: /./,
              },
              {
                type: 'artifact_store',
                flavor: 'local',
                name: 'default',
                uuid: '{{artifacts}}',
                config: /./,
              },
            ],
          },
          cloud,
        ],
      ],
    ),
    admin('setting it active asks whether it is there', ['GET', '/stacks/cloud'], [200, cloud]),
    admin(
      'one that is not there is named',
      ['GET', '/stacks/clod'],
      absent("Unable to find stack with name 'clod'."),
    ),
    admin(
      'its names are not there either',
      ['GET', '/stack-configurations/clod'],
      absent("Unable to find stack with name 'clod'."),
    ),
    admin(
      'the same name again is a conflict that the client knows',
      ['POST', '/stacks', cloud],
      stackTaken("Unable to register stack with name 'cloud': Found existing stack with this name."),
    ),
    admin(
      'a component that is another than the one of its name is one that the client knows too',
      ['POST', '/stacks', { name: 'lab', components: [kubeflow, otherBucket] }],
      componentTaken(
        "Unable to register one of the stacks components: A component of type 'artifact_store' and name 'bucket' already exists.",
      ),
    ),
    admin(
      'of which nothing stays behind: no stack',
      ['GET', '/stacks/lab'],
      absent("Unable to find stack with name 'lab'."),
    ),
    admin(
      'and not the component that stood before it',
      ['GET', '/components/orchestrator/kf'],
      absent("No orchestrator named 'kf' is here."),
    ),
    admin(
      'two of a type in one stack are refused, as the second would win in silence',
      ['POST', '/stacks', { name: 'lab', components: [airflow, kubeflow] }],
      wrong(['body', 'components', 1, 'type'], 'value_error', 'A stack has at most one orchestrator.'),
    ),
    admin(
      'a stack may have no components',
      ['POST', '/stacks', { name: 'bare', components: [] }],
      [200, null],
    ),
    admin('its configuration is empty', ['GET', '/stack-configurations/bare'], [200, {}]),
    admin(
      'updating puts the whole stack; a component that is not there is registered with it',
      ['PUT', '/stacks/bare', { name: 'bare', components: [airflow, kubeflow].slice(0, 1) }],
      [200, null],
    ),
    admin('the stack has it', ['GET', '/stacks/bare'], [200, { name: 'bare', components: [airflow] }]),
    admin(
      'a component that was changed inside a stack is changed, not ignored',
      ['PUT', '/stacks/bare', { name: 'bare', components: [airflow, movedMysql] }],
      [200, null],
    ),
    admin('in itself', ['GET', '/components/metadata_store/shared'], [200, movedMysql]),
    admin(
      'and in the other stack that has it',
      ['GET', '/stacks/cloud'],
      [200, { ...cloud, components: [airflow, movedMysql, bucket, registry] }],
    ),
    admin(
      'it is put back',
      ['PUT', '/components/metadata_store/shared', mysql],
      [200, { metadata_store: 'mysql' }],
    ),
    rosa(
      'masks that are sent back keep what is stored',
      [
        'PUT',
        '/stacks/bare',
        {
          name: 'bare',
          components: [
            airflow,
            wrapped(
              'metadata_store',
              'mysql',
              `database: metadata\nhost: db.example.org\nname: shared\npassword: "********"\nport: 3306\nuuid: ${mysql.uuid}\n`,
            ),
          ],
        },
      ],
      [200, null],
    ),
    admin(
      'nothing was changed by that, not even a byte',
      ['GET', '/components/metadata_store/shared'],
      [200, mysql],
    ),
    rosa(
      'a secret does not follow to another host unseen',
      [
        'PUT',
        '/components/metadata_store/shared',
        wrapped(
          'metadata_store',
          'mysql',
          `database: metadata\nhost: evil.example.org\nname: shared\npassword: '********'\nport: 3306\nuuid: ${mysql.uuid}\n`,
        ),
      ],
      wrong(
        ['body', 'config', 'password'],
        'value_error',
        'The configuration changes host: enter password again, a stored secret does not follow unseen.',
      ),
    ),
    admin(
      'what is not there cannot be updated',
      ['PUT', '/stacks/clod', lab],
      absent("Unable to find stack with name 'clod'."),
    ),
    admin(
      'a wrapper without components is told so',
      ['POST', '/stacks', { name: 'lab' }],
      missing('components'),
    ),
    admin(
      'components that are no list, too',
      ['PUT', '/stacks/bare', { name: 'bare', components: {} }],
      wrong(['body', 'components'], 'type_error.list', 'value is not a valid list'),
    ),
    admin(
      'a name with a question mark could never be asked for',
      ['POST', '/stacks', { name: 'what?', components: [] }],
      wrong(['body', 'name'], 'value_error', 'Stack name must not contain any of / ? # %.'),
    ),
    noor('who only reads lists them', ['GET', '/stacks-empty'], [200, false]),
    noor('and is told what registering takes', ['POST', '/stacks', lab], lacking('stack:create')),
    noor('what updating takes', ['PUT', '/stacks/cloud', cloud], lacking('stack:update')),
    noor('and what deleting takes', ['DELETE', '/stacks/cloud'], lacking('stack:delete')),
    admin('a stack is deleted', ['DELETE', '/stacks/bare'], [200, null]),
    admin(
      'a second time it is not there',
      ['DELETE', '/stacks/bare'],
      absent("Unable to find stack with name 'bare'."),
    ),
    admin('its components stay', ['GET', '/components/orchestrator/night%20train'], [200, airflow]),
    {
      claim: 'nobody registers without credentials',
      send: ['POST', '/api/zenml/stacks', lab],
      reply: NOBODY,
      fromPython: true,
    },
    { claim: 'nobody deletes', send: ['DELETE', '/api/zenml/stacks/cloud'], reply: NOBODY, fromPython: true },
  ],
};
