import { among, type Chapter, inAnyOrder, naming } from '../exchange';
import { GRANTED, NOT_YOURS, PASSWORDS, still } from './cast';
import { editors, entrance, fresh, INVALID_GRANT, MAKERS, member, person } from './persons';

const rosa = {
  username: 'rosa',
  email: 'rosa@example.org',
  full_name: 'Rosa Blum',
  disabled: false,
  role: 'regular',
};

/** Reading, changing, leaving. */
export const people: Chapter = {
  title: 'people',
  exchanges: [
    ...still('ada')(
      {
        claim: 'an administrator reads anybody, with the group of each model that they made',
        send: ['GET', '/api/user/rosa'],
        reply: [
          200,
          person('rosa', { full_name: 'Rosa Blum', groups: among(MAKERS, editors('seed sorter')) }),
        ],
      },
      {
        claim: 'somebody who is not there is missing',
        send: ['GET', '/api/user/nina'],
        reply: [404, { detail: naming('nina', 'not found') }],
      },
      {
        claim: 'all people are told with their groups',
        send: ['GET', '/api/users/details'],
        reply: [
          200,
          inAnyOrder(
            person('ada', { role: 'admin' }),
            person('rosa'),
            person('noor'),
            person('ivo'),
            person('mara'),
          ),
        ],
      },
      {
        claim: 'the models that somebody may read are told',
        send: ['GET', '/api/user/rosa/models'],
        reply: [200, inAnyOrder('greenhouse/leaf spot', 'seed sorter', 'api', 'orchard')],
      },
      {
        claim: 'of somebody who is not there, nothing',
        send: ['GET', '/api/user/nina/models'],
        reply: [404, { detail: naming('nina', 'not found') }],
      },
    ),
    ...still('noor')(
      {
        claim: 'one may read which models are open to oneself',
        send: ['GET', '/api/user/me/models'],
        reply: [200, ['noor-s own']],
      },
      {
        claim: 'one may read oneself by name too',
        send: ['GET', '/api/user/noor'],
        reply: [200, person('noor')],
      },
      { claim: 'others are not read', send: ['GET', '/api/user/rosa'], reply: [403, NOT_YOURS] },
      {
        claim: 'nor told from those who are not there',
        send: ['GET', '/api/user/nina'],
        reply: [403, NOT_YOURS],
      },
      { claim: 'their models are not told', send: ['GET', '/api/user/rosa/models'], reply: [403, NOT_YOURS] },
      {
        claim: 'who there is, is not told',
        send: ['GET', '/api/user'],
        reply: [403, { detail: naming('not authorized') }],
      },
      {
        claim: 'nor in detail',
        send: ['GET', '/api/users/details'],
        reply: [403, { detail: naming('not authorized') }],
      },
      {
        claim: 'others are not changed',
        send: ['PUT', '/api/user', { ...rosa, full_name: 'Somebody' }],
        reply: [403, NOT_YOURS],
      },
      { claim: 'others are not deleted', send: ['DELETE', '/api/user/rosa'], reply: [403, NOT_YOURS] },
      {
        claim: 'one may change how one is called',
        send: ['PUT', '/api/user', { username: 'me', email: 'noor@example.net', full_name: 'Noor de Wit' }],
        reply: [200, person('noor', { email: 'noor@example.net', full_name: 'Noor de Wit' })],
      },
      {
        claim: 'but makes nobody an administrator, least of all oneself',
        send: [
          'PUT',
          '/api/user',
          {
            username: 'noor',
            email: 'noor@example.net',
            full_name: 'Noor de Wit',
            disabled: true,
            role: 'admin',
            groups: [{ name: 'edit-model', permissions: [{ resource_type: 'model', method: 'any' }] }],
          },
        ],
        reply: [200, person('noor', { role: 'regular', disabled: false, full_name: 'Noor de Wit' })],
      },
      {
        claim: 'and got no group by it',
        send: ['GET', '/api/model/greenhouse---leaf%20spot'],
        reply: [403, NOT_YOURS],
      },
    ),
    ...still('ada')({
      claim: 'a change without a password keeps the one there is',
      send: ['PUT', '/api/user', { ...rosa, full_name: 'Rosa Blum-Okafor' }],
      reply: [200, person('rosa', { full_name: 'Rosa Blum-Okafor' })],
    }),
    entrance('so that it still opens', 'rosa', PASSWORDS.rosa, [200, GRANTED]),
    ...still('ada')(
      {
        claim: 'somebody who is not there is not changed',
        send: ['PUT', '/api/user', { username: 'nina', full_name: 'Nina' }],
        reply: [404, { detail: naming('nina', 'not found') }],
      },
      {
        claim: 'an administrator gives somebody another password',
        send: ['PUT', '/api/user', fresh('mara', { password: 'three green wheelbarrows' })],
        reply: [200, person('mara')],
      },
    ),
    entrance('the old one opens no more', 'mara', PASSWORDS.mara, [400, INVALID_GRANT]),
    ...still('mara')({
      claim: 'nor does a token that it gave',
      send: ['GET', '/api/user/me'],
      reply: [401, { detail: 'Unauthorized' }, { 'WWW-Authenticate': /invalid_token/ }],
    }),
    {
      ...entrance('while the new one does', 'mara', 'three green wheelbarrows', [200, GRANTED]),
      keep: { mara: 'access_token' },
    },
    ...still('ada')({
      claim: 'who is deleted is given back once',
      send: ['DELETE', '/api/user/mara'],
      reply: [200, person('mara')],
    }),
    ...still('mara')({
      claim: "a deleted person's token is no token any more",
      send: ['GET', '/api/user/me'],
      reply: [401, { detail: 'Unauthorized' }, { 'WWW-Authenticate': /invalid_token/ }],
    }),
    entrance('and their password opens nothing', 'mara', 'three green wheelbarrows', [400, INVALID_GRANT]),
    ...still('ada')(
      {
        claim: 'deleting somebody again finds nobody',
        send: ['DELETE', '/api/user/mara'],
        reply: [404, { detail: naming('mara', 'not found') }],
      },
      {
        claim: 'somebody is switched off',
        send: ['PUT', '/api/user', { username: 'ivo', disabled: true, groups: member('readers') }],
        reply: [200, person('ivo', { disabled: true })],
      },
    ),
    ...still('ivo')({
      claim: 'a token of somebody who is switched off is refused with the reason',
      send: ['GET', '/api/custom_lists'],
      reply: [403, { detail: 'User is inactive' }],
    }),
    entrance('so is their password, once it is right', 'ivo', PASSWORDS.ivo, [
      400,
      { error: 'invalid_request', error_description: 'User is inactive.' },
      { 'Content-Type': 'application/json;charset=UTF-8' },
    ]),
    entrance('and a wrong one tells nothing of it', 'ivo', 'a kettle left inside', [400, INVALID_GRANT]),
    ...still('ada')(
      {
        claim: 'switched on again',
        send: ['PUT', '/api/user', { username: 'ivo', disabled: false, groups: member('readers') }],
        reply: [200, person('ivo', { disabled: false })],
      },
      {
        claim: 'an administrator makes another one',
        send: ['PUT', '/api/user', { username: 'noor', email: 'noor@example.net', role: 'admin' }],
        reply: [200, person('noor', { role: 'admin' })],
      },
    ),
    entrance('they may sign in again', 'ivo', PASSWORDS.ivo, [200, GRANTED]),
    ...still('noor')({
      claim: 'who then may read everything, from the next request on',
      send: ['GET', '/api/model/greenhouse---leaf%20spot/version/v1'],
      reply: [200, { identifier: 'v1' }],
    }),
    ...still('ada')(
      {
        claim: 'and takes it back',
        send: ['PUT', '/api/user', { username: 'noor', email: 'noor@example.net', role: 'regular' }],
        reply: [200, person('noor', { role: 'regular' })],
      },
      {
        claim: 'nobody deletes the account that they use',
        send: ['DELETE', '/api/user/ada'],
        reply: [403, { detail: naming('your own account') }],
      },
    ),
    ...still('noor')({
      claim: 'what was taken is gone with the next request',
      send: ['GET', '/api/model/greenhouse---leaf%20spot/version/v1'],
      reply: [403, NOT_YOURS],
    }),
    {
      claim: 'nobody without credentials is me',
      send: ['GET', '/api/user/me/models'],
      reply: [401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Bearer' }],
    },
  ],
};
