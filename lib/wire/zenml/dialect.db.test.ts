import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { createToken } from '@/lib/credentials/create-token';
import { assignRole } from '@/lib/roles/assign-role';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent, wrappedRun } from '@/lib/testing/zenml';
import { NO_TOKEN_IN_ADDRESS, NOTHING_THERE } from './first-mistakes';
import { ZENML_TABLE } from './table';

const database = testDatabase();
const makeClient = (role: 'admin' | 'viewer' = 'admin') => makeZenmlClient(database.opened, { role });

const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');

describe('who asks at the zen door', () => {
  const requested = async (authorization: string | null) => {
    const { send } = apiOver(database.opened);
    const { status, json, headers } = await send(null, 'GET', '/api/zenml/stacks-empty', {
      headers: authorization === null ? {} : { Authorization: authorization },
    });
    return [status, (json() as { detail: unknown }).detail, headers.get('WWW-Authenticate')];
  };

  it.each([
    ['nothing', null],
    ['another scheme', 'Bearer x'],
    ['a scheme without more', 'Basic'],
    ['a scheme behind another', `x Basic ${base64('aria:')}`],
    ['more than a header holds', `Basic ${'A'.repeat(4_100)}`],
  ])('is asked to say so after %s', async (_, header) => {
    expect(await requested(header)).toEqual([401, 'Not authenticated', 'Basic']);
  });

  it.each([
    ['no base64', 'Basic ???'],
    ['no colon', `Basic ${base64('aria')}`],
    ['no ASCII', `Basic ${base64('ärger:')}`],
    ['Latin-1', `Basic ${base64('ärger:', 'latin1')}`],
  ])('is told that it cannot be read after %s', async (_, header) => {
    expect(await requested(header)).toEqual([401, 'Invalid authentication credentials', 'Basic']);
  });

  it('learns no more of a name that exists than of one that does not', async () => {
    const { name } = await makeUser(database.opened, { role: 'admin' });
    for (const user of [name, unique('nobody'), 'default', ''])
      for (const password of ['', 'anything'])
        expect(await requested(`Basic ${base64(`${user}:${password}`)}`)).toEqual([
          401,
          NO_TOKEN_IN_ADDRESS,
          null,
        ]);
  });

  it('is not let in by a token of another kind, in the address, as Basic or elsewhere', async () => {
    const user = await makeUser(database.opened, { role: 'admin' });
    const { send } = apiOver(database.opened);
    const ofKind = async (kind: 'api' | 'zenml') =>
      (await createToken(user.ctx(), { name: kind, kind, expiresInDays: 1 })).token;
    const api = await ofKind('api');
    const zenml = await ofKind('zenml');
    const headers = { Authorization: `Bearer ${zenml}` };
    for (const path of ['/api/v1/projects', '/api/user/me', '/p/default/api/user/me'])
      expect((await send(null, 'GET', path, { headers })).status, path).toBe(401);
    for (const path of [
      `/api/zenml/${api}/stacks`,
      `/api/zenml/${zenml}x/stacks`,
      `/api/zenml/assay_%20/stacks`,
    ])
      expect((await send(null, 'GET', path)).status, path).toBe(401);
    const basic = { Authorization: `Basic ${base64(`${api}:`)}` };
    expect((await send(null, 'GET', '/api/zenml/stacks', { headers: basic })).status).toBe(401);
    // A token in the address counts alone: no other credential speaks for a bad one.
    const good = { Authorization: `Basic ${base64(`${zenml}:`)}` };
    expect((await send(null, 'GET', '/api/zenml/stacks', { headers: good })).status).toBe(200);
    expect((await send(null, 'GET', '/api/zenml/assay_x/stacks', { headers: good })).status).toBe(401);
  });

  it('is let in by a token as the user name of Basic, however much space is around it', async () => {
    const { token, send } = await makeClient();
    const pair = base64(`${token}:`);
    const status = async (Authorization: string, path = '/api/zenml/stacks') =>
      (await send(null, 'GET', path, { headers: { Authorization } })).status;
    for (const header of [`Basic ${pair}`, `basic   ${pair}`, `  BASIC ${pair} `])
      expect(await status(header), header).toBe(200);
    expect(await status(`Basic ${pair} x`)).toBe(401);
    expect(await status('', `/api/zenml/${token}/stacks`)).toBe(200);
  });

  it('may send any user name beside a token in the address, as clients do', async () => {
    const { token, send } = await makeClient();
    for (const name of ['default', 'aria', '']) {
      const headers = { Authorization: `Basic ${base64(`${name}:`)}` };
      expect((await send(null, 'GET', `/api/zenml/${token}/stacks`, { headers })).status).toBe(200);
    }
  });
});

describe('what is not served at the zen door', () => {
  it('is a bare 404, a 405 for other methods, and a redirect for a trailing slash', async () => {
    const { ask, token } = await makeClient();
    for (const path of ['/nothing', '/stacks/a/b', '/role_assignments/x', '/docs'])
      expect([(await ask('GET', path)).status, (await ask('GET', path)).json()]).toEqual([
        404,
        { detail: NOTHING_THERE },
      ]);
    for (const [method, path] of [
      ['PATCH', '/stacks'],
      ['GET', '/pipeline_runs'],
      ['DELETE', '/pipeline_runs/p/r'],
      ['PUT', '/flavors/alerter/x'],
      ['PUT', '/users/x'],
      ['PUT', '/teams/x'],
      ['PUT', '/projects/x'],
      ['PUT', '/roles/x'],
      ['POST', '/'],
      ['POST', '/health'],
    ] as const) {
      const { status, json } = await ask(method, path);
      expect([status, json()], `${method} ${path}`).toEqual([405, { detail: 'Method Not Allowed' }]);
    }
    const slash = await ask('POST', '/stacks/?a=b', {});
    expect([slash.status, slash.headers.get('location')]).toEqual([307, `/api/zenml/${token}/stacks?a=b`]);
  });

  it('is never an empty or non-JSON answer, whatever was asked', async () => {
    const { ask } = await makeClient();
    for (const { method, path } of ZENML_TABLE) {
      const body = method === 'GET' ? undefined : {};
      const reply = await ask(method, path.replaceAll(/\{\w+\}/g, 'absent'), body);
      expect(() => reply.json(), `${method} ${path}`).not.toThrow();
      expect(reply.status, `${method} ${path}`).not.toBe(204);
    }
  });

  it('says of an encoded slash in a name that nothing has it', async () => {
    const { ask } = await makeClient();
    const { status, json } = await ask('GET', '/stacks/a%2Fb');
    expect([status, (json() as { detail: string[] }).detail[0]]).toEqual([404, 'KeyError']);
  });
});

describe('a wrong body at the zen door', () => {
  const complaint = async (method: string, path: string, body: unknown) => {
    const { ask } = await makeClient();
    const { status, json } = await ask(method, path, body);
    return [status, (json() as { detail: unknown[] }).detail[0]];
  };
  const good = () => wrappedComponent('orchestrator');

  it.each([
    [
      'a field that is missing',
      { ...good(), name: undefined },
      ['body', 'name'],
      'field required',
      'value_error.missing',
    ],
    [
      'a null',
      { ...good(), flavor: null },
      ['body', 'flavor'],
      'none is not an allowed value',
      'type_error.none.not_allowed',
    ],
    [
      'a number for a text',
      { ...good(), flavor: 1 },
      ['body', 'flavor'],
      'str type expected',
      'type_error.str',
    ],
    ['no uuid', { ...good(), uuid: 'x' }, ['body', 'uuid'], 'value is not a valid uuid', 'type_error.uuid'],
    ['a list', [], ['body'], 'value is not a valid dict', 'type_error.dict'],
    ['null', null, ['body'], 'field required', 'value_error.missing'],
    ['nothing', '', ['body'], 'field required', 'value_error.missing'],
    ['no JSON', 'nope', ['body', 0], expect.stringContaining('JSON'), 'value_error.jsondecode'],
  ])('is told as clients know it: %s', async (_, body, loc, msg, type) => {
    expect(await complaint('POST', '/components', body)).toEqual([422, { loc, msg, type }]);
  });

  it('with a list that is none or a truth that is none is told where', async () => {
    const stack = { name: unique('s'), components: {} };
    expect(await complaint('POST', '/stacks', stack)).toMatchObject([
      422,
      { loc: ['body', 'components'], type: 'type_error.list' },
    ]);
    const nested = { name: unique('s'), components: [{ ...good(), type: 'toaster' }] };
    expect(await complaint('POST', '/stacks', nested)).toMatchObject([
      422,
      { loc: ['body', 'components', 0, 'type'], type: 'type_error.enum' },
    ]);
    const names = { role_name: 'a', entity_name: 'b', is_user: 'perhaps' };
    expect(await complaint('POST', '/role_assignments', names)).toMatchObject([
      422,
      { loc: ['body', 'is_user'], type: 'type_error.bool' },
    ]);
    expect(await complaint('DELETE', '/role_assignments', { role_name: 'a' })).toMatchObject([
      422,
      { loc: ['body', 'entity_name'], type: 'value_error.missing' },
    ]);
  });

  it.each([
    ['GET', '/components/toaster'],
    ['GET', '/components/toaster/x'],
    ['DELETE', '/components/toaster/x'],
    ['GET', '/flavors/toaster'],
    ['GET', '/flavors/toaster/x'],
  ])('%s %s names the types that there are', async (method, path) => {
    const [status, result] = await complaint(method, path, undefined);
    expect([status, result]).toEqual([
      422,
      {
        loc: ['path', 'component_type'],
        msg: expect.stringMatching(/^value is not a valid enumeration member; permitted: 'alerter', /),
        type: 'type_error.enum',
        ctx: { enum_values: expect.arrayContaining(['orchestrator', 'data_validator', 'annotator']) },
      },
    ]);
  });

  it('of another type than JSON is a 422; without a type it is JSON', async () => {
    const { token, send } = await makeClient();
    const post = (type: string) =>
      send(null, 'POST', `/api/zenml/${token}/components`, {
        headers: { 'Content-Type': type },
        body: good(),
      });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const { status, json } = await post(type);
      expect([status, (json() as { detail: unknown }).detail]).toEqual([
        422,
        [{ loc: ['body'], msg: expect.stringContaining('application/json'), type: 'type_error.dict' }],
      ]);
    }
    for (const type of ['', 'application/json', 'application/json; charset=utf-8'])
      expect((await post(type)).status, type).toBe(200);
  });
});

describe('what the zen door says', () => {
  const detail = async (reply: Promise<{ status: number; json: () => unknown }>) => {
    const { status, json } = await reply;
    return [status, ...((json() as { detail: string[] }).detail ?? [])];
  };

  it('words conflicts and absences as the client’s own server does, with the right names', async () => {
    const { ask } = await makeClient();
    const component = wrappedComponent('orchestrator');
    const stack = { name: unique('stack'), components: [component] };
    await ask('POST', '/stacks', stack);
    expect(await detail(ask('POST', '/stacks', stack))).toEqual([
      409,
      'StackExistsError',
      `Unable to register stack with name '${stack.name}': Found existing stack with this name.`,
    ]);
    const twin = wrappedComponent('orchestrator', {}, component.name);
    expect(await detail(ask('POST', '/components', twin))).toEqual([
      409,
      'StackComponentExistsError',
      `Unable to register stack component (type: orchestrator) with name '${twin.name}': Found existing stack component with this name.`,
    ]);
    expect(await detail(ask('POST', '/stacks', { name: unique('s'), components: [twin] }))).toEqual([
      409,
      'StackComponentExistsError',
      `Unable to register one of the stacks components: A component of type 'orchestrator' and name '${twin.name}' already exists.`,
    ]);
    expect(await detail(ask('DELETE', `/components/orchestrator/${twin.name}`))).toEqual([
      409,
      'ValueError',
      `Unable to deregister stack component (type: orchestrator, name: ${twin.name}) that is part of a registered stack (stack name: '${stack.name}').`,
    ]);
    const absent = wrappedComponent('secrets_manager');
    expect(await detail(ask('PUT', `/components/secrets_manager/${absent.name}`, absent))).toEqual([
      404,
      'KeyError',
      `Unable to update stack component (type: secrets_manager) with name '${absent.name}': No existing stack component found with this name.`,
    ]);
  });

  it.each([
    ['users', 'User'],
    ['teams', 'Team'],
    ['projects', 'Project'],
    ['roles', 'Role'],
  ])('names who has the name already: %s', async (path, kind) => {
    const { ask } = await makeClient();
    const body = { name: unique('name') };
    await ask('POST', `/${path}`, body);
    expect(await detail(ask('POST', `/${path}`, body))).toEqual([
      409,
      'EntityExistsError',
      `${kind} with name '${body.name}' already exists.`,
    ]);
  });

  it('tells a person who deletes themselves that this is a conflict, and one without the right that it is refused', async () => {
    for (const [role, status] of [
      ['admin', 409],
      ['viewer', 403],
    ] as const) {
      const { ask, user } = await makeClient(role);
      expect((await ask('DELETE', `/users/${user.name}`)).status).toBe(status);
    }
  });

  it('knows no runs in a project that is not there or not to be seen, which is no fault', async () => {
    const theirs = await makeProject(database.opened);
    const mine = await makeProject(database.opened);
    const { ask } = await makeZenmlClient(database.opened, { role: 'viewer', projectId: mine.id });
    for (const name of [theirs.name, unique('absent'), mine.name]) {
      const { status, json } = await ask('GET', `/pipeline_runs/p?project_name=${name}`);
      expect([status, json()]).toEqual([200, []]);
    }
  });

  it('gives its address as people see it, however the request came', async () => {
    const { send } = apiOver(database.opened, { ASSAY_URL: 'https://assay.example.org' });
    const { token } = await makeClient();
    const reply = await send(null, 'GET', `/api/zenml/${token}`);
    expect(reply.json()).toMatchObject({ store_url: 'https://assay.example.org/api/zenml' });
  });

  it('puts default before all, in every list, and before names that are numbers', async () => {
    const { ask } = await makeClient();
    await ask('POST', '/stacks', { name: '7', components: [] });
    await ask('POST', '/stacks', { name: '__proto__', components: [] });
    await ask('POST', '/stacks', { name: 'default', components: [] });
    const { text } = await ask('GET', '/stack-configurations');
    expect(text.startsWith('{"default":{')).toBe(true);
    expect(text).toContain('"7":{}');
    expect(text).toContain('"__proto__":{}');
    await ask('POST', '/components', wrappedComponent('annotator', {}, 'zero'));
    await ask('POST', '/components', wrappedComponent('annotator', {}, 'default'));
    const flavor = { type: 'annotator', source: 'a.B', integration: null };
    for (const name of ['zero', 'default']) await ask('POST', '/flavors', { ...flavor, name });
    const team = unique('team');
    for (const name of ['zero', 'default'])
      for (const kind of ['users', 'teams', 'roles']) await ask('POST', `/${kind}`, { name });
    await ask('POST', '/teams', { name: team });
    for (const name of ['zero', 'default']) await ask('POST', `/teams/${team}/users`, { name });
    for (const path of [
      ...['/stacks', '/components/annotator', '/flavors', '/flavors/annotator', '/users', '/teams', '/roles'],
      `/teams/${team}/users`,
    ])
      expect(((await ask('GET', path)).json() as { name: string }[])[0]?.name, path).toBe('default');
  });

  it('takes a component with another uuid than it had, in an update', async () => {
    const { ask } = await makeClient();
    const component = wrappedComponent('orchestrator');
    await ask('POST', '/components', component);
    const changed = wrappedComponent('orchestrator', {}, component.name, newId());
    const at = `/components/orchestrator/${component.name}`;
    expect((await ask('PUT', at, changed)).json()).toEqual({ orchestrator: 'local' });
    expect((await ask('GET', at)).json()).toEqual(changed);
  });
});

describe('a first mistake with a ZenML client', () => {
  it('of a token of another kind says which one is needed, at every door', async () => {
    const user = await makeUser(database.opened, { role: 'admin' });
    const { send } = apiOver(database.opened);
    const api = (await createToken(user.ctx(), { name: 'a', kind: 'api', expiresInDays: 1 })).token;
    const zenml = (await createToken(user.ctx(), { name: 'z', kind: 'zenml', expiresInDays: 1 })).token;
    expect((await send(null, 'GET', `/api/zenml/${api}/stacks`)).json()).toEqual({
      detail:
        'This is a token of kind api. The address of a ZenML profile takes one of kind zenml: make it on the account page.',
    });
    const headers = { Authorization: `Bearer ${zenml}` };
    expect((await send(null, 'GET', '/api/v1/projects', { headers })).text).toContain('of kind zenml, which');
    // What is no token at all tells nothing of which there are.
    expect((await send(null, 'GET', `/api/zenml/${zenml}x/stacks`)).json()).toEqual({
      detail: 'The token is unknown, revoked or expired.',
    });
  });

  it('of whom nobody gave a role says what to ask for, whether the thing is there or not', async () => {
    const { ask, user } = await makeZenmlClient(database.opened, null);
    const messages: string[] = [];
    for (const [method, path, body] of [
      ['GET', '/stacks/default', undefined],
      ['GET', `/stacks/${unique('absent')}`, undefined],
      ['POST', '/pipeline_runs', wrappedRun()],
    ] as const) {
      const { status, json } = await ask(method, path, body);
      expect([403, 404], `${method} ${path}`).toContain(status);
      const { detail } = json() as { detail: string[] };
      expect(detail[0]).toBe(status === 404 ? 'KeyError' : 'PermissionError');
      messages.push(detail[1] ?? '');
    }
    for (const message of messages) expect(message).toContain('ask an administrator for the role runner');
    await assignRole((await makeUser(database.opened, { role: 'admin' })).ctx(), {
      role: 'viewer',
      user: user.name,
    });
    const refused = await ask('POST', '/pipeline_runs', wrappedRun());
    expect([refused.status, refused.text]).toEqual([403, expect.not.stringContaining('no role here yet')]);
  });
});
