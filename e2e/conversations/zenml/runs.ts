import { type Chapter, having } from '../exchange';
import {
  absent,
  absentWithoutRole,
  client,
  lacking,
  missing,
  NAIVE,
  NOBODY,
  named,
  taken,
  UUID,
  wrong,
} from './cast';
import { airflow, bucket, cloud, kubeflow, mysql } from './wrappers';

const admin = client('default');
const rosa = client('rosa');
const noor = client('noor');
const ivo = client('ivo');

const GHOST = '0656a83d-77d0-4371-b0ac-3e81f2f65095';

/** A run as the client wraps it. */
const run = (name: string, over: object = {}) => ({
  name,
  zenml_version: '0.8.1',
  git_sha: null as string | null,
  pipeline: {
    name: 'training_pipeline',
    docstring: 'Trains a model.\n\nBlätter und Blüten.',
    steps: [
      { name: 'trainer', docstring: 'Train a model.' },
      { name: 'importer', docstring: null },
    ],
  },
  stack: { name: 'local', components: [kubeflow, airflow].slice(1) },
  runtime_configuration: {
    dag_filepath: '/home/me/run.py',
    run_name: name,
    schedule: null,
    epochs: 3,
    rate: 0.5,
    tags: ['a', 'ü'],
  },
  user_id: GHOST,
  project_name: null as string | null,
  ...over,
});
const FIRST = 'training_pipeline-24_May_22-10_00_00_000000';
const first = run(FIRST, { stack: cloud, user_id: '{{rosaId}}' });
const second = run('training_pipeline-24_May_22-10_00_01_000000', {
  git_sha: '3c2dc3cafaf4d23fd43e32349bb809bc5692c6d5',
  runtime_configuration: {
    run_name: null,
    schedule: { start_time: '2022-05-24T10:00:00', end_time: null, interval_second: 3600.5, catchup: false },
  },
});
const greenhouse = run('greenhouse-1', {
  project_name: 'p1',
  pipeline: { name: 'greenhouse', docstring: null, steps: [] },
});
const other = run('in-a-new-project', {
  project_name: 'p5',
  pipeline: { name: 'greenhouse', docstring: null, steps: [] },
});
const {
  zenml_version: _version,
  git_sha: _sha,
  user_id: _user,
  project_name: _project,
  ...bare
} = run('bare');
const at = (name: string) => `/pipeline_runs/training_pipeline/${name}`;

/** `pipeline.run()` from a notebook, and reading it back. */
export const runs: Chapter = {
  title: 'pipelines run',
  exchanges: [
    rosa('running reads the active stack', ['GET', '/stacks/default'], [200, having({ name: 'default' })]),
    rosa(
      'the flavor of each of its components',
      ['GET', '/flavors/orchestrator/local'],
      absent("No flavor 'local' of the component type 'orchestrator' is here."),
    ),
    rosa(
      'of the second',
      ['GET', '/flavors/metadata_store/sqlite'],
      absent("No flavor 'sqlite' of the component type 'metadata_store' is here."),
    ),
    rosa(
      'of the third',
      ['GET', '/flavors/artifact_store/local'],
      absent("No flavor 'local' of the component type 'artifact_store' is here."),
    ),
    client('rosa', 'rosa')('its user, for the id', ['GET', '/users/rosa'], [200, named('rosa')]),
    rosa('before it ran the pipeline has no runs', ['GET', '/pipeline_runs/training_pipeline'], [200, []]),
    admin('the run is registered with its stack as it is', ['POST', '/pipeline_runs', first], [200, null]),
    admin('and comes back field by field', ['GET', at(FIRST)], [200, first]),
    rosa(
      'with masks for who may not read secrets',
      ['GET', at(FIRST)],
      [
        200,
        {
          ...first,
          stack: {
            name: 'cloud',
            components: [
              airflow,
              { ...mysql, config: /./ },
              { ...bucket, config: /./ },
              having({ name: 'hub' }),
            ],
          },
        },
      ],
    ),
    rosa(
      'a scheduled one of somebody whom the store does not know, whose id begins with 0',
      ['POST', '/pipeline_runs', second],
      [200, null],
    ),
    rosa('who is kept, with the commit and the schedule', ['GET', at(second.name)], [200, second]),
    admin(
      'the pipeline has both, the first one first',
      ['GET', '/pipeline_runs/training_pipeline'],
      [200, [first, second]],
    ),
    admin(
      'so it has in the project that runs without one are in',
      ['GET', '/pipeline_runs/training_pipeline?project_name=default'],
      [200, [first, second]],
    ),
    admin(
      'the stack is changed afterwards',
      ['PUT', '/stacks/cloud', { ...cloud, components: [airflow] }],
      [200, null],
    ),
    admin('which the run does not follow', ['GET', at(FIRST)], [200, first]),
    admin('the stack is put back', ['PUT', '/stacks/cloud', cloud], [200, null]),
    rosa(
      'the same run again is a conflict that the client knows',
      ['POST', '/pipeline_runs', second],
      taken(
        `Pipeline run with name '${second.name}' already exists. Please make sure your pipeline run names are unique.`,
      ),
    ),
    rosa(
      'so is one of its name of another pipeline',
      ['POST', '/pipeline_runs', { ...greenhouse, name: FIRST, project_name: null }],
      taken(
        `Pipeline run with name '${FIRST}' already exists. Please make sure your pipeline run names are unique.`,
      ),
    ),
    rosa('what was not sent is not made up', ['POST', '/pipeline_runs', bare], [200, null]),
    rosa(
      'but for the user, who is the one with the token',
      ['GET', at('bare')],
      [200, { ...run('bare'), zenml_version: null, user_id: '{{rosaId}}' }],
    ),
    rosa('a run in a project', ['POST', '/pipeline_runs', greenhouse], [200, null]),
    rosa('says so', ['GET', '/pipeline_runs/greenhouse/greenhouse-1?project_name=p1'], [200, greenhouse]),
    rosa(
      'and is found without saying so',
      ['GET', '/pipeline_runs/greenhouse/greenhouse-1'],
      [200, greenhouse],
    ),
    rosa(
      'in another project it is not there',
      ['GET', '/pipeline_runs/greenhouse/greenhouse-1?project_name=default'],
      absent("No pipeline run 'greenhouse-1' found for pipeline 'greenhouse' in project default."),
    ),
    rosa('its list there is empty', ['GET', '/pipeline_runs/greenhouse?project_name=default'], [200, []]),
    rosa('so is that of a pipeline that never ran', ['GET', '/pipeline_runs/nothing'], [200, []]),
    rosa(
      'and that in a project that is not there',
      ['GET', '/pipeline_runs/greenhouse?project_name=p9'],
      [200, []],
    ),
    rosa(
      'a run that is not there is named',
      ['GET', at('run_9')],
      absent("No pipeline run 'run_9' found for pipeline 'training_pipeline'."),
    ),
    rosa(
      'so is one in a project',
      ['GET', '/pipeline_runs/greenhouse/run_9?project_name=p1'],
      absent("No pipeline run 'run_9' found for pipeline 'greenhouse' in project p1."),
    ),
    rosa(
      'who may not make projects does not make one by running in it',
      ['POST', '/pipeline_runs', other],
      absent('Project p5 not found.'),
    ),
    admin('who may, does', ['POST', '/pipeline_runs', other], [200, null]),
    admin(
      'and it is there',
      ['GET', '/projects/p5'],
      [200, { id: UUID, creation_date: NAIVE, name: 'p5', description: null }],
    ),
    admin('with the run', ['GET', '/pipeline_runs/greenhouse'], [200, [greenhouse, other]]),
    noor('who only reads, reads', ['GET', at(second.name)], [200, second]),
    noor(
      'and is told what registering takes',
      ['POST', '/pipeline_runs', run('noors')],
      lacking('pipeline_run:create'),
    ),
    ivo(
      'who holds nothing finds no run',
      ['GET', at(second.name)],
      absentWithoutRole(`No pipeline run '${second.name}' found for pipeline 'training_pipeline'.`),
    ),
    ivo('nor any in the list', ['GET', '/pipeline_runs/training_pipeline'], [200, []]),
    rosa(
      'a run without its stack is told so',
      ['POST', '/pipeline_runs', { ...bare, name: 'x', stack: undefined }],
      missing('stack'),
    ),
    rosa(
      'steps that are no list',
      ['POST', '/pipeline_runs', { ...bare, name: 'x', pipeline: { name: 'p', docstring: null, steps: {} } }],
      wrong(['body', 'pipeline', 'steps'], 'type_error.list', 'value is not a valid list'),
    ),
    rosa(
      'a configuration that is no mapping',
      ['POST', '/pipeline_runs', { ...bare, name: 'x', runtime_configuration: [] }],
      wrong(['body', 'runtime_configuration'], 'type_error.dict', 'value is not a valid dict'),
    ),
    rosa(
      'a user id that is none',
      ['POST', '/pipeline_runs', { ...bare, name: 'x', user_id: 'me' }],
      wrong(['body', 'user_id'], 'type_error.uuid', 'value is not a valid uuid'),
    ),
    rosa(
      'a name that could never be asked for',
      ['POST', '/pipeline_runs', { ...bare, name: 'a#b' }],
      wrong(['body', 'name'], 'value_error', 'Run name must not contain any of / ? # %.'),
    ),
    {
      claim: 'nobody registers without credentials',
      send: ['POST', '/api/zenml/pipeline_runs', bare],
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'nor lists',
      send: ['GET', '/api/zenml/pipeline_runs/training_pipeline'],
      reply: NOBODY,
      fromPython: true,
    },
    { claim: 'nor reads', send: ['GET', `/api/zenml${at('bare')}`], reply: NOBODY, fromPython: true },
  ],
};
