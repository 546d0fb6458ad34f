import { NOTHING_THERE } from '@/lib/wire/zenml/first-mistakes';
import { type Exchange, naming, Pattern, type Reply, type Sent } from '../exchange';

/** Who speaks in this conversation. The administrator is there from the start and has the name that clients begin with. */
export const PASSWORDS = {
  default: 'correct-horse-battery-9',
  rosa: 'nest+egg & 40% walnut',
  noor: 'seven slow tram rides',
  ivo: 'a kettle left outside',
} as const;
export type Person = keyof typeof PASSWORDS;

type More = Pick<Exchange, 'keep' | 'headers' | 'text' | 'repeats' | 'verbatim'>;

/** As a ZenML client asks whose address carries this person's token; the user name in Basic is only its profile's. */
export const client =
  (person: Person, user = 'default') =>
  (claim: string, [method, path, body]: Sent, reply: Reply, more: More = {}): Exchange => {
    const address = `/api/zenml/{{${person}}}${path}`;
    return {
      claim,
      send: body === undefined ? [method, address] : [method, address, body],
      reply,
      fromPython: true,
      inOrder: true,
      user,
      ...more,
    };
  };

/** What the client gives to `requests` as `json=`: the one body that has a type. */
export const TYPED = { headers: { 'Content-Type': 'application/json' } } as const;

/** An id that the store made. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A moment as the client writes its own: without a zone, to the microsecond. */
export const NAIVE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;
/** What a client makes up for a thing that it posts, and the store leaves aside. */
export const MADE_UP = {
  id: 'b79c6d53-d71f-4a49-974a-5ba22e27e550',
  creation_date: '2022-05-24T10:00:00.014092',
} as const;

/** A user or team as replies show it. */
export const named = (name: string) => ({ id: UUID, creation_date: NAIVE, name });
/** A user, team, project or role as clients post it. */
export const posted = (name: string, more: object = {}) => ({ ...MADE_UP, name, ...more });

const detail = (exception: string, message: unknown) => ({ detail: [exception, message] });
export const absent = (message: string): Reply => [404, detail('KeyError', message)];
/** As {@link absent}, to somebody who holds no role and gets nothing but such answers. */
export const absentWithoutRole = (message: string): Reply =>
  absent(
    `${message} You hold no role here yet, and without one nothing is seen or registered: ask an administrator for the role runner or maintainer.`,
  );
export const stackTaken = (message: string): Reply => [409, detail('StackExistsError', message)];
export const componentTaken = (message: string): Reply => [409, detail('StackComponentExistsError', message)];
export const taken = (message: string): Reply => [409, detail('EntityExistsError', message)];
export const inUse = (message: string | Pattern): Reply => [409, detail('ValueError', message)];
export const lacking = (permission: string): Reply => [403, detail('PermissionError', naming(permission))];
export const wrong = (loc: readonly (string | number)[], type: string, msg: unknown): Reply => [
  422,
  { detail: [{ loc, msg, type }] },
];
export const missing = (...loc: string[]): Reply =>
  wrong(['body', ...loc], 'value_error.missing', 'field required');

const TYPES = [
  ...['alerter', 'annotator', 'artifact_store', 'container_registry', 'data_validator', 'experiment_tracker'],
  ...[
    'feature_store',
    'metadata_store',
    'model_deployer',
    'orchestrator',
    'secrets_manager',
    'step_operator',
  ],
];
const PERMITTED = `value is not a valid enumeration member; permitted: ${TYPES.map((type) => `'${type}'`).join(', ')}`;
/** A component type that there is none of. */
export const noType = (...loc: string[]): Reply => [
  422,
  { detail: [{ loc, msg: PERMITTED, type: 'type_error.enum', ctx: { enum_values: TYPES } }] },
];

export const NOBODY: Reply = [401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Basic' }];
export const NOT_SERVED: Reply = [404, { detail: NOTHING_THERE }];
export const OTHER_METHOD: Reply = [405, { detail: 'Method Not Allowed' }];

/** A text that decodes to YAML with these words. */
export const configured = (...words: readonly string[]): Pattern =>
  new Pattern(`base64 of ${words.join(' and ')}`, (value, said) => {
    const yaml = Buffer.from(String(value), 'base64').toString();
    return words.every((word) => yaml.includes(said(word)));
  });
