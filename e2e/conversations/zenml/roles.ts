import { type Chapter, having } from '../exchange';
import {
  absent,
  client,
  lacking,
  missing,
  NAIVE,
  NOBODY,
  named,
  posted,
  TYPED,
  taken,
  UUID,
  wrong,
} from './cast';

const admin = client('default');
const rosa = client('rosa');

const role = (name: string, id: unknown = UUID) => ({ id, creation_date: NAIVE, name, permissions: [] });
const names = (
  role_name: string,
  entity_name: string,
  project_name: string | null = null,
  is_user = true,
) => ({ role_name, entity_name, project_name, is_user });
const assignment = (held: object) => ({
  id: UUID,
  creation_date: NAIVE,
  role_id: '{{cat}}',
  project_id: null,
  team_id: null,
  user_id: null,
  ...held,
});
/** Of rosa or noor, whose roles are built in. */
const ofTheirs = {
  id: UUID,
  creation_date: NAIVE,
  role_id: UUID,
  project_id: null,
  team_id: null,
  user_id: UUID,
};
const aria = { user_id: '{{aria}}' };
const there = { project_id: '{{p1}}' };

/** `zenml role`. */
export const roles: Chapter = {
  title: 'roles and who holds them',
  exchanges: [
    admin(
      'a role is made, without permissions: the client could not read them back',
      ['POST', '/roles', posted('cat', { permissions: [] })],
      [200, role('cat')],
      { keep: { cat: 'id' } },
    ),
    admin('and reads back', ['GET', '/roles/cat'], [200, role('cat', '{{cat}}')]),
    admin('it is the one in the list', ['GET', '/roles'], [200, [role('cat', '{{cat}}')]]),
    admin(
      'the same name again is a conflict that the client knows',
      ['POST', '/roles', posted('cat', { permissions: [] })],
      taken("Role with name 'cat' already exists."),
    ),
    admin(
      'what is built in is taken, too',
      ['POST', '/roles', posted('admin', { permissions: [] })],
      taken("Role with name 'admin' already exists."),
    ),
    admin(
      'permissions are not taken from here',
      [
        'POST',
        '/roles',
        posted('dog', { permissions: [{ operation: { id: 1, name: 'x' }, types: ['read'] }] }),
      ],
      [422, { detail: [having({ loc: ['body', 'permissions'] })] }],
    ),
    admin('another is not there', ['GET', '/roles/dog'], absent('Role dog not found.')),
    rosa(
      'who may not make roles is told so',
      ['POST', '/roles', posted('dog', { permissions: [] })],
      lacking('role:create'),
    ),
    rosa(
      'a role can be seen by its name, and not be deleted',
      ['DELETE', '/roles/cat'],
      absent('Role cat not found.'),
    ),

    admin(
      'aria gets the role in a project; this body has a content type',
      ['POST', '/role_assignments', names('cat', 'aria', 'p1')],
      [200, null],
      TYPED,
    ),
    admin('twice is once', ['POST', '/role_assignments', names('cat', 'aria', 'p1')], [200, null], TYPED),
    admin(
      'as her assignments show',
      ['GET', '/users/aria/role_assignments'],
      [200, [assignment({ ...aria, ...there })]],
    ),
    admin(
      'revoking it everywhere does not touch the one in the project',
      ['DELETE', '/role_assignments', names('cat', 'aria')],
      absent('Role cat is not assigned to user aria everywhere.'),
      TYPED,
    ),
    admin(
      'she gets it everywhere, too',
      ['POST', '/role_assignments', names('cat', 'aria')],
      [200, null],
      TYPED,
    ),
    admin(
      'so she has two',
      ['GET', '/users/aria/role_assignments'],
      [200, [assignment({ ...aria, ...there }), assignment(aria)]],
    ),
    admin(
      'in the project both count',
      ['GET', '/users/aria/role_assignments?project_name=p1'],
      [200, [assignment({ ...aria, ...there }), assignment(aria)]],
    ),
    admin(
      'in the project default one does',
      ['GET', '/users/aria/role_assignments?project_name=default'],
      [200, [assignment(aria)]],
    ),
    admin(
      'in a project that is not there none is asked for',
      ['GET', '/users/aria/role_assignments?project_name=p9'],
      absent('Project p9 not found.'),
    ),
    admin('of nobody neither', ['GET', '/users/nobody/role_assignments'], absent('User nobody not found.')),
    admin(
      'a team gets it',
      ['POST', '/role_assignments', names('cat', 'cats', null, false)],
      [200, null],
      TYPED,
    ),
    admin(
      'as the team shows',
      ['GET', '/teams/cats/role_assignments'],
      [200, [assignment({ team_id: '{{cats}}' })]],
    ),
    admin(
      'in a project as well',
      ['GET', '/teams/cats/role_assignments?project_name=p1'],
      [200, [assignment({ team_id: '{{cats}}' })]],
    ),
    admin(
      'a team that is not there has none',
      ['GET', '/teams/dogs/role_assignments'],
      absent('Team dogs not found.'),
    ),
    admin(
      'the list of all has all three, after the two that were given before',
      ['GET', '/role_assignments'],
      [
        200,
        [
          ofTheirs,
          ofTheirs,
          assignment({ ...aria, ...there }),
          assignment(aria),
          assignment({ team_id: '{{cats}}' }),
        ],
      ],
    ),
    admin('aria comes into the team', ['POST', '/teams/cats/users', posted('aria')], [200, null]),
    admin(
      'whose assignment is not among hers: the client asks for her teams',
      ['GET', '/users/aria/role_assignments'],
      [200, [assignment({ ...aria, ...there }), assignment(aria)]],
    ),
    admin('and puts theirs to hers itself', ['GET', '/users/aria/teams'], [200, [named('cats')]]),
    admin(
      'a role that is not there is not assigned',
      ['POST', '/role_assignments', names('dog', 'aria')],
      absent('Role dog not found.'),
      TYPED,
    ),
    admin(
      'not to nobody',
      ['POST', '/role_assignments', names('cat', 'nobody')],
      absent('User nobody not found.'),
      TYPED,
    ),
    admin(
      'not to a team that is not there',
      ['POST', '/role_assignments', names('cat', 'dogs', null, false)],
      absent('Team dogs not found.'),
      TYPED,
    ),
    admin(
      'and not in a project that is not there',
      ['POST', '/role_assignments', names('cat', 'aria', 'p9')],
      absent('Project p9 not found.'),
      TYPED,
    ),
    admin(
      'a body that lacks a name is told which',
      ['POST', '/role_assignments', { entity_name: 'aria', project_name: null, is_user: true }],
      missing('role_name'),
      TYPED,
    ),
    admin(
      'in revoking, too',
      ['DELETE', '/role_assignments', { role_name: 'cat', entity_name: 'aria', project_name: null }],
      missing('is_user'),
      TYPED,
    ),
    admin(
      'a truth that is none is told',
      ['POST', '/role_assignments', { ...names('cat', 'aria'), is_user: 'maybe' }],
      wrong(['body', 'is_user'], 'type_error.bool', 'value could not be parsed to a boolean'),
      TYPED,
    ),
    admin(
      'revoking everywhere leaves the project',
      ['DELETE', '/role_assignments', names('cat', 'aria')],
      [200, null],
      TYPED,
    ),
    admin(
      'which is what she has',
      ['GET', '/users/aria/role_assignments'],
      [200, [assignment({ ...aria, ...there })]],
    ),
    admin('then that goes', ['DELETE', '/role_assignments', names('cat', 'aria', 'p1')], [200, null], TYPED),
    admin(
      'the team loses it',
      ['DELETE', '/role_assignments', names('cat', 'cats', null, false)],
      [200, null],
      TYPED,
    ),
    admin(
      'what is not there is not revoked',
      ['DELETE', '/role_assignments', names('cat', 'cats', null, false)],
      absent('Role cat is not assigned to team cats everywhere.'),
      TYPED,
    ),
    rosa(
      'who may not assign is told so',
      ['POST', '/role_assignments', names('admin', 'rosa')],
      lacking('role_assignment:create'),
      TYPED,
    ),
    rosa(
      'nor revoke',
      ['DELETE', '/role_assignments', names('maintainer', 'rosa')],
      lacking('role_assignment:delete'),
      TYPED,
    ),
    rosa('their own is listed, of a built-in role as it is', ['GET', '/role_assignments'], [200, [ofTheirs]]),
    admin(
      'nobody changes their own',
      ['POST', '/role_assignments', names('cat', 'default')],
      [403, having({})],
      TYPED,
    ),
    admin('the role goes', ['DELETE', '/roles/cat'], [200, null]),
    admin('once', ['DELETE', '/roles/cat'], absent('Role cat not found.')),
    admin('aria goes; her name is free again', ['DELETE', '/users/aria'], [200, null]),
    admin('and inherits nothing', ['POST', '/users', posted('aria')], [200, named('aria')]),
    admin('no team', ['GET', '/users/aria/teams'], [200, []]),
    {
      claim: 'nobody assigns without credentials',
      send: ['POST', '/api/zenml/role_assignments', names('admin', 'ivo')],
      reply: NOBODY,
      fromPython: true,
      ...TYPED,
    },
    {
      claim: 'nor revokes',
      send: ['DELETE', '/api/zenml/role_assignments', names('viewer', 'noor')],
      reply: NOBODY,
      fromPython: true,
      ...TYPED,
    },
  ],
};

/** The administrator gives the others what they work with. */
export const granting: Chapter = {
  title: 'others are given roles',
  exchanges: [
    admin(
      'rosa may work everywhere: a built-in role is named like any other',
      ['POST', '/role_assignments', names('maintainer', 'rosa')],
      [200, null],
      TYPED,
    ),
    admin('noor may look', ['POST', '/role_assignments', names('viewer', 'noor')], [200, null], TYPED),
    admin(
      'both are in the list that clients read, and not what the store gave who set it up',
      ['GET', '/role_assignments'],
      [200, [ofTheirs, ofTheirs]],
    ),
  ],
};
