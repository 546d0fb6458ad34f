import { type Chapter, type Exchange, having } from '../exchange';
import { PASSWORDS, type Person } from './cast';

const GRANTED = { access_token: /^\S{20,}$/, token_type: 'bearer', expires_in: 7200 };

/** The person signs in with their password, which no ZenML client can, and gets a token for their client's address. */
const fetchingToken = (person: Person): Exchange[] => [
  {
    claim: `${person} signs in with a password`,
    send: ['POST', '/api/token'],
    form: { grant_type: 'password', username: person, password: PASSWORDS[person] },
    reply: [200, GRANTED],
    keep: { bearer: 'access_token' },
    repeats: true,
  },
  {
    claim: `${person} gets a token that opens this door and no other`,
    send: ['POST', '/api/v1/tokens', { name: 'laptop', kind: 'zenml', expiresInDays: 1 }],
    headers: { Authorization: 'Bearer {{bearer}}' },
    reply: [201, having({ name: 'laptop', kind: 'zenml', token: /^assay_zenml_\w{43}_\w{6}$/ })],
    keep: { [person]: 'token' },
    repeats: true,
  },
];

/** Somebody who has a password; the zen door makes people without one. */
const joining = (person: Exclude<Person, 'default'>): Exchange => ({
  claim: `${person} gets an account`,
  send: [
    'POST',
    '/api/user',
    {
      username: person,
      email: null,
      full_name: null,
      disabled: false,
      role: 'regular',
      groups: [],
      password: PASSWORDS[person],
    },
  ],
  headers: { Authorization: 'Bearer {{bearer}}' },
  reply: [200],
  repeats: true,
});

/** The administrator's token: before this nobody has spoken to the store. */
export const firstToken: Chapter = {
  title: 'the administrator of a new store gets a token',
  exchanges: fetchingToken('default'),
};

/** Rosa works in all projects, Noor looks at them, Ivo holds nothing; each gets a token. */
export const others: Chapter = {
  title: 'others get accounts and tokens',
  exchanges: [
    ...(['rosa', 'noor', 'ivo'] as const).map(joining),
    ...(['rosa', 'noor', 'ivo'] as const).flatMap(fetchingToken),
  ],
};
