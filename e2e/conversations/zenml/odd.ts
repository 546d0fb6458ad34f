import { type Chapter, type Exchange, naming, type Sent } from '../exchange';
import { absent, client, missing, NOBODY, NOT_SERVED, OTHER_METHOD, wrong } from './cast';
import { ZENML_OPERATIONS } from './operations';

const admin = client('default');
const typed = (type: string) => ({ headers: { 'Content-Type': type } });

const redirected = (claim: string, send: Sent, to: string): Exchange => ({
  ...admin(claim, send, [307, undefined, { Location: `/api/zenml/{{default}}${to}` }]),
});

/** What no route takes, and bodies that are none. */
export const odd: Chapter = {
  title: 'what is not served',
  exchanges: [
    admin('no route has this name', ['GET', '/pipelines'], NOT_SERVED),
    admin('nor is there one below a stack', ['GET', '/stacks/default/components'], NOT_SERVED),
    admin('one assignment cannot be read', ['GET', '/role_assignments/1'], NOT_SERVED),
    admin('runs are listed by pipeline only', ['GET', '/pipeline_runs'], OTHER_METHOD),
    admin('and never deleted', ['DELETE', '/pipeline_runs/training_pipeline/bare'], OTHER_METHOD),
    admin('nor changed', ['PUT', '/pipeline_runs/training_pipeline/bare', {}], OTHER_METHOD),
    admin('flavors are not changed from here', ['PUT', '/flavors/alerter/x', {}], OTHER_METHOD),
    admin('nor deleted', ['DELETE', '/flavors/alerter/x'], OTHER_METHOD),
    admin('users are not changed', ['PUT', '/users/aria', {}], OTHER_METHOD),
    admin('nor teams', ['PUT', '/teams/cats', {}], OTHER_METHOD),
    admin('nor projects', ['PUT', '/projects/p1', {}], OTHER_METHOD),
    admin('nor roles', ['PUT', '/roles/admin', {}], OTHER_METHOD),
    admin('a method that no route has', ['PATCH', '/stacks/default', {}], OTHER_METHOD),
    admin('or that browsers ask with', ['OPTIONS', '/stacks'], OTHER_METHOD),
    redirected('a slash at the end leads to the address without it', ['GET', '/stacks/'], '/stacks'),
    redirected('whatever is sent there', ['POST', '/stacks/', { name: 'x', components: [] }], '/stacks'),
    admin(
      'a slash inside a name is no part of an address, however it is written',
      ['GET', '/stacks/a%2Fb'],
      absent("Unable to find stack with name 'a/b'."),
    ),
    admin(
      'a query that says the same twice means nothing',
      ['GET', '/pipeline_runs/p?project_name=a&project_name=b'],
      [400, { detail: naming('project_name') }],
    ),
    admin('a body of nothing is none', ['POST', '/users'], missing(), { text: '' }),
    admin('neither is null', ['POST', '/users'], missing(), { text: 'null' }),
    admin(
      'a list is no user',
      ['POST', '/users'],
      wrong(['body'], 'type_error.dict', 'value is not a valid dict'),
      { text: '[]' },
    ),
    admin(
      'half a body is no JSON',
      ['POST', '/users'],
      wrong(['body', 0], 'value_error.jsondecode', 'The JSON text ends too early.'),
      { text: '{"name": "x"' },
    ),
    admin(
      'nor is a name said twice',
      ['POST', '/users'],
      wrong(['body', 0], 'value_error.jsondecode', 'The JSON text says the name "name" twice in one object.'),
      { text: '{"name": "x", "name": "y"}' },
    ),
    admin(
      'text is not JSON, whatever it holds',
      ['POST', '/users', { name: 'x' }],
      wrong(['body'], 'type_error.dict', naming('application/json')),
      typed('text/plain'),
    ),
    admin(
      'a form is not',
      ['POST', '/users'],
      wrong(['body'], 'type_error.dict', naming('application/json')),
      { text: 'name=x', ...typed('application/x-www-form-urlencoded') },
    ),
    admin(
      'JSON with its type and letters is',
      ['POST', '/users', { name: 'bäcker' }],
      [200, { id: /./, creation_date: /./, name: 'bäcker' }],
      typed('application/json; charset=utf-8'),
    ),
  ],
};

const BODIES: ReadonlySet<string> = new Set(['POST', 'PUT']);

/** Everything that needs a token, asked without one: first of all, whatever else would be wrong. */
export const strangers: Chapter = {
  title: 'strangers',
  exchanges: Object.keys(ZENML_OPERATIONS)
    .filter((operation) => operation !== 'GET /health')
    .map((operation): Exchange => {
      const [method = '', template = ''] = operation.split(' ');
      const path = `/api/zenml${template.replaceAll(/\{\w+\}/g, 'toaster')}`;
      return {
        claim: `nobody may ${operation} without credentials`,
        send: BODIES.has(method) ? [method, path, {}] : [method, path],
        reply: NOBODY,
        fromPython: true,
      };
    }),
};
