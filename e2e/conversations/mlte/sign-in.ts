import { type Chapter, having, naming } from '../exchange';
import { asking, GRANTED, PASSWORDS, still } from './cast';

const form = { grant_type: 'password', username: 'ada', password: PASSWORDS.ada };
const OAUTH = { 'Content-Type': 'application/json;charset=UTF-8' };
const wrong = [
  400,
  { error: 'invalid_grant', error_description: 'Incorrect username or password.' },
  OAUTH,
] as const;
const CHALLENGE = { 'WWW-Authenticate': 'Bearer' };
const INVALID = { 'WWW-Authenticate': /^Bearer error="invalid_token", error_description="/ };
/** `{"alg":"none"}` and `{"sub":"ada","exp":4102444800}`. */
const UNSIGNED = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJleHAiOjQxMDI0NDQ4MDB9.';

/** Health, tokens, and everything that goes wrong before anybody is anybody. */
export const signingIn: Chapter = {
  title: 'signing in',
  exchanges: [
    {
      claim: 'health is told to anybody',
      send: ['GET', '/api/healthz'],
      reply: [200, { status: 'healthy' }],
    },
    {
      claim: 'name and password in a form give a bearer token for two hours',
      send: ['POST', '/api/token'],
      form,
      reply: [200, GRANTED, { 'Content-Type': /^application\/json/, 'Cache-Control': 'no-store' }],
      keep: { ada: 'access_token' },
    },
    {
      claim: 'scope and client credentials in the form are passed over',
      send: ['POST', '/api/token'],
      form: { ...form, scope: 'all', client_id: 'notebook', client_secret: 'none' },
      reply: [200, GRANTED],
    },
    {
      claim: 'a sign-in is not disturbed by the dead token that comes with it',
      send: ['POST', '/api/token'],
      form,
      headers: { Authorization: 'Bearer long.since.expired' },
      reply: [200, GRANTED],
    },
    {
      claim: 'a wrong password is an invalid grant, without a detail around it',
      send: ['POST', '/api/token'],
      form: { ...form, password: 'correct-horse-battery-8' },
      reply: wrong,
    },
    {
      claim: 'an unknown name is answered like a wrong password',
      send: ['POST', '/api/token'],
      form: { ...form, username: 'nobody-of-that-name' },
      reply: wrong,
    },
    {
      claim: 'a password is taken as it was sent: a percent-encoded one is another one',
      send: ['POST', '/api/token'],
      form: { ...form, password: 'correct%2Dhorse%2Dbattery%2D9' },
      reply: wrong,
    },
    {
      claim: 'a form without a grant type is told so',
      send: ['POST', '/api/token'],
      form: { username: 'ada', password: PASSWORDS.ada },
      reply: [
        400,
        { error: 'unsupported_grant_type', error_description: 'Grant type None is not supported.' },
        OAUTH,
      ],
    },
    {
      claim: 'any other grant type is a complaint about the field',
      send: ['POST', '/api/token'],
      form: { ...form, grant_type: 'client_credentials' },
      reply: [422, { detail: [having({ loc: ['body', 'grant_type'], input: 'client_credentials' })] }],
    },
    {
      claim: 'a missing password is a complaint about the field',
      send: ['POST', '/api/token'],
      form: { grant_type: 'password', username: 'ada' },
      reply: [422, { detail: [having({ loc: ['body', 'password'], msg: naming('required') })] }],
    },
    {
      claim: 'credentials as JSON are not taken',
      send: ['POST', '/api/token', form],
      reply: [422, { detail: [having({ loc: ['body'] })] }],
    },
    {
      claim: 'a token is posted for, not fetched',
      send: ['GET', '/api/token'],
      reply: [405, { detail: 'Method Not Allowed' }, { Allow: 'POST' }],
    },
    {
      claim: 'without credentials everything else is a 401 that asks for a bearer token',
      send: ['GET', '/api/model'],
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
    {
      claim: 'basic credentials count as none',
      send: ['GET', '/api/model'],
      headers: { Authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2UtYmF0dGVyeS05' },
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
    {
      claim: 'a token that is none is told to be invalid',
      send: ['GET', '/api/model'],
      headers: { Authorization: 'Bearer abc' },
      reply: [401, { detail: 'Unauthorized' }, INVALID],
    },
    {
      claim: 'a token that names no algorithm opens nothing',
      send: ['GET', '/api/user/me'],
      headers: { Authorization: `Bearer ${UNSIGNED}` },
      reply: [401, { detail: 'Unauthorized' }, INVALID],
    },
    {
      claim: 'nobody learns what a body lacks before signing in',
      send: ['POST', '/api/model'],
      text: '{"identifier":',
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
    ...asking('ada')(
      {
        claim: 'the token opens the door',
        send: ['GET', '/api/model'],
        reply: [200, []],
      },
      {
        claim: 'a client whose URI ends in a slash sends two, and is understood',
        send: ['GET', '//api/model'],
        reply: [200, []],
      },
      {
        claim: 'a base path names a project, and the bare address the default one',
        send: ['GET', '/p/default/api/model'],
        reply: [200, []],
      },
      {
        claim: 'a base path of a project that does not exist leads nowhere',
        send: ['GET', '/p/no-such-project/api/model'],
        reply: [404, { detail: naming('no-such-project') }],
      },
      {
        claim: 'a path that nothing lies at is a 404 in JSON',
        send: ['GET', '/api/modles'],
        reply: [404, { detail: 'Not Found' }],
      },
      {
        claim: 'a method that a path does not take is a 405 that names those it takes',
        send: ['PUT', '/api/model', { identifier: 'x' }],
        reply: [405, { detail: 'Method Not Allowed' }, { Allow: /POST/ }],
      },
      {
        claim: 'a search across all models was never an address of this protocol',
        send: ['POST', '/api/model/search', {}],
        reply: [405, { detail: 'Method Not Allowed' }],
      },
      {
        claim: 'a trailing slash is redirected with its query, method and body kept',
        send: ['POST', '/api/model/?from=page', { identifier: 'x' }],
        reply: [307, undefined, { Location: /\/api\/model\?from=page$/ }],
      },
    ),
    ...still('ada')({
      claim: 'one token serves many requests, in whatever case its scheme is written',
      send: ['GET', '/api/user/me'],
      headers: { Authorization: 'bearer {{ada}}' },
      reply: [200, having({ username: 'ada', disabled: false, role: 'admin' })],
    }),
  ],
};
