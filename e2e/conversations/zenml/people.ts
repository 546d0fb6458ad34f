import type { Chapter } from '../exchange';
import {
  absent,
  absentWithoutRole,
  client,
  inUse,
  lacking,
  missing,
  NAIVE,
  NOBODY,
  named,
  posted,
  taken,
  UUID,
  wrong,
} from './cast';

const admin = client('default');
const rosa = client('rosa');
const ivo = client('ivo');
const person = (name: string, id: unknown = UUID) => ({ id, creation_date: NAIVE, name });

/** `zenml user` and `zenml team`. */
export const people: Chapter = {
  title: 'users and teams',
  exchanges: [
    admin(
      'a user is made; id and date are the store’s, not those that the client made up',
      ['POST', '/users', posted('aria')],
      [200, named('aria')],
      { keep: { aria: 'id', ariaSince: 'creation_date' } },
    ),
    admin(
      'reading gives the same',
      ['GET', '/users/aria'],
      [200, { id: '{{aria}}', creation_date: '{{ariaSince}}', name: 'aria' }],
    ),
    admin('as it is written only', ['GET', '/users/ARIA'], absent('User ARIA not found. There is aria.')),
    admin(
      'the list begins with default, then as they came',
      ['GET', '/users'],
      [
        200,
        [
          person('default', '{{defaultId}}'),
          named('rosa'),
          named('noor'),
          named('ivo'),
          person('aria', '{{aria}}'),
        ],
      ],
    ),
    admin(
      'the same name again is a conflict that the client knows',
      ['POST', '/users', posted('aria')],
      taken("User with name 'aria' already exists."),
    ),
    admin(
      'so is the same in capitals',
      ['POST', '/users', posted('Aria')],
      taken("User with name 'Aria' already exists."),
    ),
    admin(
      'a name with spaces around it is refused, not trimmed',
      ['POST', '/users', posted(' aria ')],
      wrong(['body', 'name'], 'value_error', 'User name must not begin or end with a space.'),
    ),
    admin(
      'an empty one is refused',
      ['POST', '/users', posted('')],
      wrong(['body', 'name'], 'value_error', 'User name must not be empty.'),
    ),
    admin(
      'one with a slash could never be asked for',
      ['POST', '/users', posted('a/b')],
      wrong(['body', 'name'], 'value_error', 'User name must not contain any of / ? # %.'),
    ),
    admin(
      'a user without a name is told so',
      ['POST', '/users', { id: UUID.source, creation_date: null }],
      missing('name'),
    ),
    admin('nobody of another name is there', ['GET', '/users/nobody'], absent('User nobody not found.')),
    admin('setting a user asks for them', ['GET', '/users/rosa'], [200, named('rosa')], {
      keep: { rosaId: 'id' },
    }),
    rosa(
      'default is whoever holds the token, where the store has no such user or not',
      ['GET', '/users/rosa'],
      [200, person('rosa', '{{rosaId}}')],
    ),
    rosa(
      'others are not there for who may not read users',
      ['GET', '/users/aria'],
      absent('User aria not found.'),
    ),
    rosa('neither is their list', ['GET', '/users'], lacking('user:read')),
    rosa('nor may they make any', ['POST', '/users', posted('bo')], lacking('user:create')),
    admin('aria is in no team', ['GET', '/users/aria/teams'], [200, []]),
    admin('nobody’s teams are not there', ['GET', '/users/nobody/teams'], absent('User nobody not found.')),

    admin('a team is made', ['POST', '/teams', posted('cats')], [200, named('cats')], {
      keep: { cats: 'id' },
    }),
    admin('and reads back', ['GET', '/teams/cats'], [200, person('cats', '{{cats}}')]),
    admin(
      'its name again is a conflict that the client knows',
      ['POST', '/teams', posted('cats')],
      taken("Team with name 'cats' already exists."),
    ),
    admin('a second one', ['POST', '/teams', posted('default')], [200, named('default')]),
    admin(
      'named default comes first',
      ['GET', '/teams'],
      [200, [named('default'), person('cats', '{{cats}}')]],
    ),
    admin('another team is not there', ['GET', '/teams/dogs'], absent('Team dogs not found.')),
    admin('nobody is in the team', ['GET', '/teams/cats/users'], [200, []]),
    admin(
      'a user is put into it, of whom only the name counts',
      ['POST', '/teams/cats/users', posted('aria')],
      [200, null],
    ),
    admin('twice changes nothing', ['POST', '/teams/cats/users', posted('aria')], [200, null]),
    admin('she is in it once', ['GET', '/teams/cats/users'], [200, [person('aria', '{{aria}}')]]),
    admin('her teams show it', ['GET', '/users/aria/teams'], [200, [person('cats', '{{cats}}')]]),
    admin(
      'into a team that is not there nobody is put',
      ['POST', '/teams/dogs/users', posted('aria')],
      absent('Team dogs not found.'),
    ),
    admin(
      'nor somebody who is not there',
      ['POST', '/teams/cats/users', posted('nobody')],
      absent('User nobody not found.'),
    ),
    admin('members of no team are not there', ['GET', '/teams/dogs/users'], absent('Team dogs not found.')),
    admin('she leaves', ['DELETE', '/teams/cats/users/aria'], [200, null]),
    admin(
      'who is not in it cannot leave it',
      ['DELETE', '/teams/cats/users/aria'],
      absent('aria is not in team cats.'),
    ),
    admin('nor who is nobody', ['DELETE', '/teams/cats/users/nobody'], absent('User nobody not found.')),
    admin(
      'and nobody leaves a team that is not there',
      ['DELETE', '/teams/dogs/users/aria'],
      absent('Team dogs not found.'),
    ),
    rosa('who may not make teams is told so', ['POST', '/teams', posted('dogs')], lacking('team:create')),
    rosa('and sees none but their own', ['GET', '/teams'], [200, []]),
    ivo('who holds nothing reads no team', ['GET', '/teams/cats'], absentWithoutRole('Team cats not found.')),
    admin('a team goes', ['DELETE', '/teams/default'], [200, null]),
    admin('once', ['DELETE', '/teams/default'], absent('Team default not found.')),

    admin(
      'nobody deletes themselves: the last administrator would be locked out',
      ['DELETE', '/users/default'],
      inUse('You cannot delete your own account. Ask another administrator.'),
    ),
    rosa('who may delete nobody is told so of themselves', ['DELETE', '/users/rosa'], lacking('user:delete')),
    admin(
      'a user who is not there is not deleted',
      ['DELETE', '/users/nobody'],
      absent('User nobody not found.'),
    ),
    {
      claim: 'nobody lists users without credentials',
      send: ['GET', '/api/zenml/users'],
      reply: NOBODY,
      fromPython: true,
    },
    { claim: 'nor deletes one', send: ['DELETE', '/api/zenml/users/aria'], reply: NOBODY, fromPython: true },
    { claim: 'nor lists teams', send: ['GET', '/api/zenml/teams'], reply: NOBODY, fromPython: true },
  ],
};
