import type { Exchange } from '../exchange';

/** Who speaks in the conversation, and with what password. Ada is there from the start; the others she makes. */
export const PASSWORDS = {
  ada: 'correct-horse-battery-9',
  rosa: 'nest+egg & 40% walnut',
  noor: 'seven slow tram rides',
  ivo: 'a kettle left outside',
  mara: 'umbrella under the bed',
} as const;
export type Person = keyof typeof PASSWORDS;

export const GRANTED = { access_token: /^\S{20,}$/, token_type: 'bearer', expires_in: 7200 };

/** The form that clients post before each operation on artifacts and catalogs. Its token is kept under the name. */
export const signIn = (person: Person, password: string = PASSWORDS[person]): Exchange => ({
  claim: `${person} signs in, as the client does before every operation`,
  send: ['POST', '/api/token'],
  form: { grant_type: 'password', username: person, password },
  reply: [200, GRANTED, { 'Cache-Control': 'no-store' }],
  keep: { [person]: 'access_token' },
  repeats: true,
});

const bearing = (person: Person, exchange: Exchange): Exchange => ({
  ...exchange,
  headers: { Authorization: `Bearer {{${person}}}`, ...exchange.headers },
});

/** As the stores of artifacts and catalogs ask: each exchange behind a sign-in of its own. */
export const asking =
  (person: Person) =>
  (...exchanges: readonly Exchange[]): Exchange[] =>
    exchanges.flatMap((exchange) => [signIn(person), bearing(person, exchange)]);

/** As the stores of people and lists ask: with the token that the caller got before. */
export const still =
  (person: Person) =>
  (...exchanges: readonly Exchange[]): Exchange[] =>
    exchanges.map((exchange) => bearing(person, exchange));

/** What somebody is told who may not read, whether the thing is there or not. */
export const NOT_YOURS = { detail: 'User is not authorized to access this resource.' };
/** The same to who may read, with the permission that is missing. */
export const lacking = (permission: string): unknown => ({
  detail: new RegExp(`^User is not authorized to access this resource\\. .*${permission}`),
});
