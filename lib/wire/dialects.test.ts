import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { DatabaseAway } from '@/db/database-away';
import { NoRoom } from '@/db/no-room';
import { ANONYMOUS } from '@/lib/core/actor';
import { type ComplaintKind, DomainError, type Issue, invalid, notSignedIn } from '@/lib/core/domain-error';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { isAway, refusalIn, understood } from './faults';
import { createLog, processLog, setLog } from './gate/log';
import { mlteDoor } from './mlte/dialect';
import type { Door } from './router';
import { v1Door } from './v1/dialect';
import { zenmlDoor } from './zenml/dialect';
import { absentAs, conflictAs } from './zenml/wording';

const DOORS = { v1: v1Door, mlte: mlteDoor, zenml: zenmlDoor } as const;

/** What a client sees of an answer: status, body, and the headers that tell it what to do. */
async function seen(response: Response) {
  const header = (name: string) => response.headers.get(name);
  expect(header('Cache-Control')).toBe('no-store');
  return {
    status: response.status,
    type: header('Content-Type'),
    body: (await response.json()) as unknown,
    challenge: header('WWW-Authenticate'),
    retry: header('Retry-After'),
  };
}

const requestWith = (authorization?: string) =>
  new Request('http://assay.example/', { headers: authorization === undefined ? {} : { authorization } });

/** How each door says the same. */
async function said(error: DomainError, authorization?: string) {
  const of = (door: Door) => seen(door.refuse(error, requestWith(authorization), ANONYMOUS));
  return { v1: await of(DOORS.v1), mlte: await of(DOORS.mlte), zenml: await of(DOORS.zenml) };
}

const problem = (
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  status,
  type: 'application/problem+json',
  body: { type: 'about:blank', title: code.replaceAll('_', ' '), status, detail, code, ...more },
  challenge: null,
  retry: null,
});
const told = (status: number, detail: unknown) => ({
  status,
  type: 'application/json',
  body: { detail },
  challenge: null,
  retry: null,
});

describe('the same refusal', () => {
  it('of something absent is a 404 at all doors, and a 410 for who could read what is gone', async () => {
    expect(await said(new DomainError('not_found', 'Model m not found.'))).toEqual({
      v1: problem(404, 'not_found', 'Model m not found.'),
      mlte: told(404, 'Model m not found.'),
      zenml: told(404, ['KeyError', 'Model m not found.']),
    });
    const gone = { at: new Date(0), by: 'ada' };
    const { v1, mlte } = await said(new DomainError('not_found', 'Model m was deleted.', { gone }));
    expect(v1).toEqual(
      problem(410, 'not_found', 'Model m was deleted.', { gone: { at: gone.at.toISOString(), by: 'ada' } }),
    );
    expect(mlte).toEqual(told(404, 'Model m was deleted.'));
  });

  it('of something hidden tells MLTE clients nothing of it but the spellings that they may read', async () => {
    const spelled = { kind: 'model', names: ['M'] };
    const { v1, mlte, zenml } = await said(
      new DomainError('not_found', 'Model m not found.', { hidden: true, spelled }),
    );
    expect(v1).toEqual(problem(404, 'not_found', 'Model m not found. There is M.'));
    expect(mlte).toEqual(told(403, 'User is not authorized to access this resource. There is M.'));
    expect(zenml).toEqual(told(404, ['KeyError', 'Model m not found. There is M.']));
  });

  it('of a conflict or a failed precondition is a 409, but where HTTP knows better', async () => {
    expect(await said(new DomainError('conflict', 'It is there.'))).toEqual({
      v1: problem(409, 'conflict', 'It is there.'),
      mlte: told(409, 'It is there.'),
      zenml: told(409, ['EntityExistsError', 'It is there.']),
    });
    expect(await said(new DomainError('precondition', 'Not yet.'))).toEqual({
      v1: problem(412, 'precondition', 'Not yet.'),
      mlte: told(409, 'Not yet.'),
      zenml: told(409, ['ValueError', 'Not yet.']),
    });
  });

  it('of what is not permitted is a 403, and names the permission where one is missing', async () => {
    expect(await said(new DomainError('forbidden', 'Not yours.'))).toEqual({
      v1: problem(403, 'forbidden', 'Not yours.'),
      mlte: told(403, 'Not yours.'),
      zenml: told(403, ['PermissionError', 'Not yours.']),
    });
    const { v1, mlte } = await said(
      new DomainError('forbidden', 'It takes model:read.', { permission: 'model:read' }),
    );
    expect(v1).toEqual(problem(403, 'forbidden', 'It takes model:read.', { permission: 'model:read' }));
    expect(mlte).toEqual(told(403, 'User is not authorized to access this resource. It takes model:read.'));
  });

  it('of nobody is a 401 with a challenge, and of a bad token one that tells clients so', async () => {
    expect(await said(notSignedIn())).toEqual({
      v1: { ...problem(401, 'unauthenticated', 'Sign in first.'), challenge: 'Bearer' },
      mlte: { ...told(401, 'Not authenticated'), challenge: 'Bearer' },
      zenml: { ...told(401, 'Not authenticated'), challenge: 'Basic' },
    });
    const bad = new DomainError('unauthenticated', 'The token "é\\x" has expired.');
    expect(await said(bad, 'bearer x')).toEqual({
      v1: { ...problem(401, 'unauthenticated', bad.message), challenge: 'Bearer' },
      mlte: {
        ...told(401, 'Unauthorized'),
        challenge: 'Bearer error="invalid_token", error_description="The token x has expired."',
      },
      zenml: { ...told(401, bad.message), challenge: 'Basic' },
    });
    for (const authorization of ['Basic bearer x', 'Bearer'])
      expect((await said(bad, authorization)).mlte).toMatchObject({ challenge: 'Bearer' });
    const unknown = new DomainError('unauthenticated', 'Nobody.', { reason: 'unknown_user' });
    expect((await said(unknown)).zenml).toEqual(told(401, 'Nobody.'));
  });

  it('of too much is a 413, and of too many a 429 that says when to come back', async () => {
    expect(await said(new DomainError('too_large', 'Too big.'))).toEqual({
      v1: problem(413, 'too_large', 'Too big.'),
      mlte: told(413, 'Too big.'),
      zenml: told(413, ['ValueError', 'Too big.']),
    });
    for (const [retryAfter, retry] of [
      [undefined, '1'],
      [7, '7'],
    ] as const) {
      const busy = new DomainError('busy', 'Wait.', retryAfter === undefined ? {} : { retryAfter });
      expect(await said(busy)).toEqual({
        v1: { ...problem(429, 'busy', 'Wait.'), retry },
        mlte: { ...told(429, 'Wait.'), retry },
        zenml: { ...told(429, ['RuntimeError', 'Wait.']), retry },
      });
    }
  });

  it('of bad input names each field as clients of the door know it', async () => {
    const issues: readonly Issue[] = [
      { path: 'data.0.name', message: 'Name it.', value: 7 },
      { path: 'query.limit', message: 'Too many.' },
      { path: 'path.id', message: 'No id.' },
      { path: 'body', message: 'No body.' },
      { path: 'x1.2nd.12', message: 'Odd.' },
      { path: '', message: 'All wrong.' },
    ];
    const located = [
      ['body', 'data', 0, 'name'],
      ['query', 'limit'],
      ['path', 'id'],
      ['body'],
      ['body', 'x1', '2nd', 12],
      ['body'],
    ];
    const { v1, mlte, zenml } = await said(invalid(issues));
    const sentence = issues.map(({ message }) => message).join(' ');
    expect(v1).toEqual(problem(422, 'invalid', sentence, { errors: issues }));
    expect(mlte).toEqual(
      told(
        422,
        issues.map(({ message, value }, n) => ({
          type: 'value_error',
          loc: located[n],
          msg: message,
          input: value ?? null,
        })),
      ),
    );
    expect(zenml).toEqual(
      told(
        422,
        issues.map(({ message }, n) => ({ loc: located[n], msg: message, type: 'value_error' })),
      ),
    );
    const whole = await said(new DomainError('invalid', 'Unreadable.'));
    expect(whole.v1).toEqual(problem(422, 'invalid', 'Unreadable.'));
    expect(whole.mlte).toEqual(
      told(422, [{ type: 'value_error', loc: ['body'], msg: 'Unreadable.', input: null }]),
    );
    expect(whole.zenml).toEqual(told(422, [{ loc: ['body'], msg: 'Unreadable.', type: 'value_error' }]));
  });

  it('of another kind is the plain answer of the door', async () => {
    const plain = (status: number) =>
      Promise.all(
        Object.values(DOORS).map((door) => seen(door.plain(status, 'So.', { 'Retry-After': '3' }))),
      );
    expect(await plain(405)).toEqual([
      { ...problem(405, 'method_not_allowed', 'So.'), retry: '3' },
      { ...told(405, 'So.'), retry: '3' },
      { ...told(405, 'So.'), retry: '3' },
    ]);
    expect((await plain(415))[2]).toEqual(
      told(422, [{ loc: ['body'], msg: 'So.', type: 'type_error.dict' }]),
    );
    const codes = [400, 404, 415, 500, 503, 507].map((status) => v1Door.plain(status, 'So.').json());
    expect((await Promise.all(codes)).map(({ code }) => code)).toEqual([
      'bad_request',
      'not_found',
      'unsupported_media_type',
      'error',
      'unavailable',
      'no_room',
    ]);
    expect(Object.values(DOORS).map(({ noRoom }) => noRoom)).toEqual([507, 503, 503]);
    expect(Object.values(DOORS).map(({ remembers }) => remembers)).toEqual([false, true, true]);
    expect(Object.values(DOORS).map(({ takesUntypedJson }) => takesUntypedJson)).toEqual([false, true, true]);
  });
});

describe('a complaint at the zen door', () => {
  const complained = async (issue: Issue): Promise<unknown> => {
    const { body } = await seen(zenmlDoor.refuse(invalid([issue]), requestWith(), ANONYMOUS));
    return (body as { detail: readonly unknown[] }).detail[0];
  };

  it.each<[ComplaintKind, string, string]>([
    ['missing', 'field required', 'value_error.missing'],
    ['null', 'none is not an allowed value', 'type_error.none.not_allowed'],
    ['text', 'str type expected', 'type_error.str'],
    ['list', 'value is not a valid list', 'type_error.list'],
    ['mapping', 'value is not a valid dict', 'type_error.dict'],
    ['flag', 'value could not be parsed to a boolean', 'type_error.bool'],
    ['uuid', 'value is not a valid uuid', 'type_error.uuid'],
  ])('of the kind %s has the words of pydantic', async (kind, msg, type) => {
    expect(await complained({ path: 'name', message: 'Ours.', kind })).toEqual({
      loc: ['body', 'name'],
      msg,
      type,
    });
  });

  it('names what is permitted, where text is no JSON, and the part of the address', async () => {
    expect(
      await complained({ path: 'type', message: 'Ours.', kind: 'choice', permitted: ['a', 'b'] }),
    ).toEqual({
      loc: ['body', 'type'],
      msg: "value is not a valid enumeration member; permitted: 'a', 'b'",
      type: 'type_error.enum',
      ctx: { enum_values: ['a', 'b'] },
    });
    expect(await complained({ path: 'type', message: 'Ours.', kind: 'choice' })).toMatchObject({
      ctx: { enum_values: [] },
    });
    expect(await complained({ path: '', message: 'Ours.', kind: 'json' })).toEqual({
      loc: ['body', 0],
      msg: 'Ours.',
      type: 'value_error.jsondecode',
    });
    expect(await complained({ path: 'body', message: 'Ours.', kind: 'null' })).toMatchObject({
      loc: ['body'],
      type: 'value_error.missing',
    });
    expect(await complained({ path: 'component_type', message: 'Ours.' })).toMatchObject({
      loc: ['path', 'component_type'],
    });
  });
});

describe('the words of the zen door', () => {
  const zenml = (error: DomainError) => seen(zenmlDoor.refuse(error, requestWith(), ANONYMOUS));
  const thrown = (work: Promise<unknown>) =>
    work.then(
      () => Promise.reject(new Error('It went through.')),
      (error: DomainError) => error,
    );
  const failing = (error: Error) => () => Promise.reject(error);

  it('give a conflict the name that the client searches for, and a component inside a stack its own', async () => {
    const conflict = new DomainError('conflict', 'It is there.');
    const named = await thrown(conflictAs('StackExistsError', failing(conflict)));
    expect(await zenml(named)).toEqual(told(409, ['StackExistsError', 'It is there.']));
    const reworded = await thrown(conflictAs('StackExistsError', failing(conflict), 'Stack s is there.'));
    expect(await zenml(reworded)).toEqual(told(409, ['StackExistsError', 'Stack s is there.']));
    const inside = (path: string) =>
      conflictAs(
        'StackExistsError',
        failing(new DomainError('conflict', 'It is there.', { issues: [{ path, message: 'So.' }] })),
        'Stack s is there.',
      );
    expect(await zenml(await thrown(inside('components.alerter')))).toEqual(
      told(409, [
        'StackComponentExistsError',
        'Unable to register one of the stacks components: It is there.',
      ]),
    );
    expect(await zenml(await thrown(inside('name')))).toEqual(
      told(409, ['StackExistsError', 'Stack s is there.']),
    );
    expect(await conflictAs('StackExistsError', async () => 'made')).toBe('made');
  });

  it('say what is absent, and keep what is known of it', async () => {
    const spelled = { kind: 'stack', names: ['S'] };
    const gone = { at: new Date(0), by: 'ada' };
    const absent = new DomainError('not_found', 'Stack s not found.', { spelled, gone, hidden: true });
    const worded = await thrown(absentAs('No stack s.', failing(absent)));
    expect(worded).toMatchObject({ message: 'No stack s. There is S.', gone, hidden: true, cause: absent });
    expect(await absentAs('No stack s.', async () => 'there')).toBe('there');
    const refused = new DomainError('not_found', 'x', {
      permission: 'stack:read',
      reason: 'changed_meanwhile',
      retryAfter: 4,
      issues: [{ path: 'name', message: 'So.' }],
    });
    expect(await thrown(absentAs('y', failing(refused)))).toMatchObject({
      permission: 'stack:read',
      reason: 'changed_meanwhile',
      retryAfter: 4,
      issues: [{ path: 'name', message: 'So.' }],
    });
  });

  it('leave every other refusal and fault as it is', async () => {
    for (const error of [new DomainError('forbidden', 'No.'), new Error('broken')]) {
      expect(await thrown(conflictAs('StackExistsError', failing(error)))).toBe(error);
      expect(await thrown(absentAs('No stack s.', failing(error)))).toBe(error);
    }
    const conflict = new DomainError('conflict', 'It is there.');
    expect(await thrown(absentAs('No stack s.', failing(conflict)))).toBe(conflict);
    const absent = new DomainError('not_found', 'It is not.');
    expect(await thrown(conflictAs('StackExistsError', failing(absent)))).toBe(absent);
  });
});

describe('a fault', () => {
  const before = processLog();
  afterEach(() => setLog(before));

  /** What is understood of an error, and the lines that the log has of it. */
  function understoodAs(error: unknown) {
    const stream = new PassThrough();
    setLog(createLog('info', stream));
    const answer = understood(error, 'request-1');
    const lines = String(stream.read() ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { answer, lines };
  }
  const caused = (cause: unknown) => new Error('Failed query: select 1', { cause });
  const withCode = (code: string) => Object.assign(new Error('refused'), { code });

  it('that is a refusal stays what it is', () => {
    const error = new DomainError('conflict', 'It is there.');
    expect(understoodAs(error)).toEqual({ answer: error, lines: [] });
    expect(refusalIn(error)).toBe(error);
    for (const cause of [new DatabaseAway(), new NoRoom('Full.')]) {
      const refusal = new DomainError('conflict', 'It is there.', { cause });
      expect(understoodAs(refusal).answer).toBe(refusal);
      expect(refusalIn(refusal)).toBe(refusal);
    }
  });

  it('of a database that is away or has no room says when to come back', () => {
    const away = caused(new DatabaseAway());
    expect(understoodAs(away)).toMatchObject({ answer: { code: 'busy', retryAfter: 2 }, lines: [] });
    expect([isAway(away), isAway(caused(null))]).toEqual([true, false]);
    const full = { code: 'busy', message: NO_ROOM, retryAfter: 60, reason: 'no_room' };
    for (const error of [new NoRoom('Full.'), caused(withCode('53100')), withCode('ENOSPC')]) {
      expect(understoodAs(error)).toMatchObject({ answer: { ...full, cause: error }, lines: [] });
      expect(refusalIn(error)).toMatchObject(full);
    }
  });

  it.each(['22021', '22P05', '54000'])('of a text that cannot be stored (%s) is bad input', (code) => {
    expect(understoodAs(caused(withCode(code)))).toMatchObject({ answer: { code: 'invalid' }, lines: [] });
  });

  it.each([
    ['x22021', '220211', 'DATABASE'],
    ['42P01', '23505', '08006'],
  ])('of ours is none of these, and logged under the number of its request', (...codes) => {
    for (const error of [...codes.map(withCode), new Error('broken'), null]) {
      const { answer, lines } = understoodAs(error);
      expect(answer).toBeNull();
      expect(lines).toMatchObject([{ id: 'request-1', msg: 'request failed', level: 50 }]);
      expect(lines[0]?.['fault']).toBeTypeOf('object');
    }
    expect(refusalIn(new Error('broken'))).toBeNull();
  });
});
