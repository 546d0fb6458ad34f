import type { Chapter } from '../exchange';
import { client, lacking, missing, NOBODY, noType, wrong } from './cast';
import { bucket, kubeflow, mysql, slack, wrapped } from './wrappers';

const rosa = client('rosa');
const noor = client('noor');

const trackerNew = wrapped(
  'experiment_tracker',
  'wandb',
  'api_key: k\nname: tracking\nuuid: 11111111-2222-4333-8444-555555555555\n',
);

/** What would poison lists, or could never be asked for; and who may not. */
export const poison: Chapter = {
  title: 'components that are not taken',
  exchanges: [
    rosa(
      'a type that there is none of is told with those that there are, in a list',
      ['GET', '/components/toaster'],
      noType('path', 'component_type'),
    ),
    rosa('in reading', ['GET', '/components/toaster/x'], noType('path', 'component_type')),
    rosa('in updating', ['PUT', '/components/toaster/x', kubeflow], noType('path', 'component_type')),
    rosa('in deleting', ['DELETE', '/components/toaster/x'], noType('path', 'component_type')),
    rosa(
      'and in registering, where the body says it',
      ['POST', '/components', { ...kubeflow, type: 'toaster' }],
      noType('body', 'type'),
    ),
    rosa(
      'a wrapper without its name is told which field',
      ['POST', '/components', { type: 'alerter', flavor: 'slack', uuid: slack.uuid, config: slack.config }],
      missing('name'),
    ),
    rosa(
      'a name with a slash could never be asked for',
      [
        'POST',
        '/components',
        wrapped('alerter', 'slack', 'name: ../../../pwn\nuuid: 6f1c7a54-93f4-4f39-8d4e-7c2f6f0f1a15\n'),
      ],
      wrong(['body', 'name'], 'value_error', 'Component name must not contain any of / ? # %.'),
    ),
    rosa(
      'neither could an empty one',
      ['POST', '/components', { ...kubeflow, name: '' }],
      wrong(['body', 'name'], 'value_error', 'Component name must not be empty.'),
    ),
    rosa(
      'a configuration that is no base64 would break the list for ever',
      ['POST', '/components', { ...kubeflow, config: '***' }],
      wrong(['body', 'config'], 'value_error', 'config must be standard base64.'),
    ),
    rosa(
      'so would one without a uuid',
      ['POST', '/components', { ...kubeflow, config: Buffer.from('name: kf\n').toString('base64') }],
      wrong(['body', 'config'], 'value_error', "config must have the component's id as a UUID in 'uuid'."),
    ),
    rosa(
      'a wrapper of another uuid than its configuration is refused',
      ['POST', '/components', { ...kubeflow, uuid: mysql.uuid }],
      wrong(
        ['body', 'config'],
        'value_error',
        `config says the uuid ${kubeflow.uuid}, the component around it ${mysql.uuid}.`,
      ),
    ),
    rosa(
      'so is one of another name',
      ['POST', '/components', { ...kubeflow, name: 'kfp' }],
      wrong(['body', 'config'], 'value_error', 'The configuration names the component kf, not kfp.'),
    ),
    rosa(
      'and a uuid that is none',
      ['POST', '/components', { ...kubeflow, uuid: 'kf' }],
      wrong(['body', 'uuid'], 'type_error.uuid', 'value is not a valid uuid'),
    ),
    noor(
      'who only reads is told what registering takes',
      ['POST', '/components', bucket],
      lacking('stack_component:create'),
    ),
    noor(
      'what updating takes',
      ['PUT', '/components/experiment_tracker/tracking', trackerNew],
      lacking('stack_component:update'),
    ),
    noor(
      'and what deleting takes',
      ['DELETE', '/components/experiment_tracker/tracking'],
      lacking('stack_component:delete'),
    ),
    {
      claim: 'nobody registers without credentials',
      send: ['POST', '/api/zenml/components', bucket],
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'nobody lists',
      send: ['GET', '/api/zenml/components/orchestrator'],
      reply: NOBODY,
      fromPython: true,
    },
  ],
};
