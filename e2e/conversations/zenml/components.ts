import type { Chapter } from '../exchange';
import { absent, client, componentTaken, inUse, wrong } from './cast';
import { airflow, annotator, kubeflow, mysql, slack, tracker, wrapped } from './wrappers';

const rosa = client('rosa');
const admin = client('default');

const trackerMoved = wrapped(
  'experiment_tracker',
  'mlflow',
  `name: mlflow\ntracking_uri: http://tracking.example.org\ntracking_username: ada\nuuid: ${tracker.uuid}\n`,
);
const trackerRenamed = wrapped(
  'experiment_tracker',
  'mlflow',
  `name: tracking\ntracking_uri: http://tracking.example.org\ntracking_username: ada\nuuid: ${tracker.uuid}\n`,
);
const trackerBare = wrapped('experiment_tracker', 'mlflow', `name: tracking\nuuid: ${tracker.uuid}\n`);
const trackerNew = wrapped(
  'experiment_tracker',
  'wandb',
  'api_key: k\nname: tracking\nuuid: 11111111-2222-4333-8444-555555555555\n',
);
const at = '/components/experiment_tracker/mlflow';

/** `zenml <type> register`, `list`, `describe`, `update`, `rename`, `delete`. */
export const components: Chapter = {
  title: 'components come and go',
  exchanges: [
    rosa(
      'registering asks whether the flavor is a custom one, which it is not',
      ['GET', '/flavors/orchestrator/airflow'],
      absent("No flavor 'airflow' of the component type 'orchestrator' is here."),
    ),
    rosa(
      'and posts the component as json.dumps writes it, without a content type',
      ['POST', '/components', airflow],
      [200, null],
    ),
    rosa(
      'a name with a space in it is quoted in addresses',
      ['GET', '/components/orchestrator/night%20train'],
      [200, airflow],
    ),
    rosa(
      'listing gives all of a type, default first',
      ['GET', '/components/orchestrator'],
      [
        200,
        [
          {
            type: 'orchestrator',
            flavor: 'local',
            name: 'default',
            uuid: '{{orchestrator}}',
            config: /^[\w+/]+=*$/,
          },
          airflow,
        ],
      ],
    ),
    rosa(
      'and asks for the active stack beside',
      ['GET', '/stack-configurations/default'],
      [200, { orchestrator: 'default', metadata_store: 'default', artifact_store: 'default' }],
    ),
    rosa('a type of which there is none has an empty list', ['GET', '/components/step_operator'], [200, []]),
    rosa(
      'the same again is a conflict that the client knows',
      ['POST', '/components', airflow],
      componentTaken(
        "Unable to register stack component (type: orchestrator) with name 'night train': Found existing stack component with this name.",
      ),
    ),
    rosa(
      'so is another one of this name',
      [
        'POST',
        '/components',
        { ...kubeflow, name: 'night train', config: airflow.config, uuid: airflow.uuid },
      ],
      componentTaken(
        "Unable to register stack component (type: orchestrator) with name 'night train': Found existing stack component with this name.",
      ),
    ),
    rosa(
      'names that differ in case only are two',
      [
        'POST',
        '/components',
        wrapped('orchestrator', 'local', 'name: Night Train\nuuid: 3f1c7a54-93f4-4f39-8d4e-7c2f6f0f1a12\n'),
      ],
      [200, null],
    ),
    rosa('and each ends by itself', ['DELETE', '/components/orchestrator/Night%20Train'], [200, null]),
    rosa(
      'the same name in another type is another component',
      [
        'POST',
        '/components',
        wrapped(
          'step_operator',
          'vertex',
          'name: night train\nregion: europe-west1\nuuid: 4f1c7a54-93f4-4f39-8d4e-7c2f6f0f1a13\n',
        ),
      ],
      [200, null],
    ),
    rosa(
      'a type that came with clients of 0.11 is known, and its fields are kept',
      ['POST', '/components', annotator],
      [200, null],
    ),
    rosa(
      'they come back byte for byte',
      ['GET', '/components/annotator/labels'],
      [200, { ...annotator, config: /./ }],
    ),
    admin('letters beyond ASCII arrive as Python escapes them', ['POST', '/components', slack], [200, null]),
    admin(
      'and come back as letters, the configuration as it was written',
      ['GET', '/components/alerter/g%C3%A4rtnerei'],
      [200, slack],
    ),
    rosa(
      'who may not read secrets sees that there is one',
      ['GET', '/components/alerter/g%C3%A4rtnerei'],
      [200, { ...slack, config: /./ }],
    ),
    rosa('a component of a tracker is registered', ['POST', '/components', tracker], [200, null]),
    rosa('updating reads it first', ['GET', at], [200, tracker]),
    rosa(
      'and puts the whole of it back; the flavor is the answer',
      ['PUT', at, trackerMoved],
      [200, { experiment_tracker: 'mlflow' }],
    ),
    rosa('the change is there', ['GET', at], [200, trackerMoved]),
    rosa('renaming puts another name', ['PUT', at, trackerRenamed], [200, { experiment_tracker: 'mlflow' }]),
    rosa('the old name is gone', ['GET', at], absent("No experiment tracker named 'mlflow' is here.")),
    rosa('the new one is there', ['GET', '/components/experiment_tracker/tracking'], [200, trackerRenamed]),
    rosa(
      'removing attributes puts what is left',
      ['PUT', '/components/experiment_tracker/tracking', trackerBare],
      [200, { experiment_tracker: 'mlflow' }],
    ),
    rosa(
      'another flavor and another uuid are taken as they come',
      ['PUT', '/components/experiment_tracker/tracking', trackerNew],
      [200, { experiment_tracker: 'wandb' }],
    ),
    admin('both are kept', ['GET', '/components/experiment_tracker/tracking'], [200, trackerNew]),
    rosa(
      'what is not there cannot be updated',
      [
        'PUT',
        '/components/secrets_manager/vault',
        wrapped('secrets_manager', 'local', 'name: vault\nuuid: 5f1c7a54-93f4-4f39-8d4e-7c2f6f0f1a14\n'),
      ],
      absent(
        "Unable to update stack component (type: secrets_manager) with name 'vault': No existing stack component found with this name.",
      ),
    ),
    rosa('a second orchestrator is registered', ['POST', '/components', kubeflow], [200, null]),
    rosa(
      'it cannot take the name of the first',
      ['PUT', '/components/orchestrator/kf', airflow],
      componentTaken("A component of type 'orchestrator' and name 'night train' already exists."),
    ),
    rosa(
      'nor become one of another type',
      ['PUT', '/components/orchestrator/kf', { ...mysql }],
      wrong(
        ['body', 'type'],
        'value_error',
        'A component keeps its type: orchestrator cannot become metadata_store.',
      ),
    ),
    rosa('it is as it was', ['GET', '/components/orchestrator/kf'], [200, kubeflow]),
    rosa('deleting sends a length of nothing', ['DELETE', '/components/orchestrator/kf'], [200, null]),
    rosa(
      'a second time it is not there',
      ['DELETE', '/components/orchestrator/kf'],
      absent("No orchestrator named 'kf' is here."),
    ),
    rosa(
      'what a stack has stays, and the stack is named',
      ['DELETE', '/components/orchestrator/default'],
      inUse(
        "Unable to deregister stack component (type: orchestrator, name: default) that is part of a registered stack (stack name: 'default').",
      ),
    ),
  ],
};
