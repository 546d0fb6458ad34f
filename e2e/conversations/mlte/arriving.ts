import { type Chapter, having, inAnyOrder, naming } from '../exchange';
import { GRANTED, PASSWORDS, signIn, still } from './cast';
import { entrance, fresh, MAKERS, member, person, READERS } from './persons';

/** The people of this conversation are made, by the client's own store of users. */
export const arriving: Chapter = {
  title: 'people arrive',
  exchanges: [
    ...still('ada')(
      {
        claim: 'a group of who may make models and work with lists is made as it was given',
        send: ['POST', '/api/group', MAKERS],
        reply: [200, MAKERS],
      },
      {
        claim: 'so is one of who may read models and lists',
        send: ['POST', '/api/group', READERS],
        reply: [200, READERS],
      },
      {
        claim: 'an administrator makes somebody in a group, whose password comes back in no form',
        send: ['POST', '/api/user', fresh('rosa', { full_name: 'Rosa Blum', groups: member('makers') })],
        reply: [
          200,
          {
            username: 'rosa',
            email: 'rosa@example.org',
            full_name: 'Rosa Blum',
            disabled: false,
            role: 'regular',
            groups: [MAKERS],
            hashed_password: '',
          },
        ],
      },
      {
        claim: 'a second person joins the same group',
        send: ['POST', '/api/user', fresh('noor', { groups: member('makers') })],
        reply: [200, person('noor', { groups: [MAKERS] })],
      },
      {
        claim: 'what a client leaves out is as the protocol has it, and brings no rights',
        send: ['POST', '/api/user', { username: 'ivo', password: PASSWORDS.ivo }],
        reply: [200, person('ivo', { email: null, full_name: null, groups: [] })],
      },
      {
        claim: 'a fourth one arrives, who will leave',
        send: ['POST', '/api/user', fresh('mara')],
        reply: [200, person('mara')],
      },
      {
        claim: 'a name that is taken is a conflict',
        send: ['POST', '/api/user', fresh('rosa')],
        reply: [409, { detail: naming('rosa', 'already exists') }],
      },
      {
        claim: 'nobody is called me',
        send: ['POST', '/api/user', { ...fresh('rosa'), username: 'me' }],
        reply: [400, { detail: "'me' is reserved and can't be used as a username." }],
      },
      {
        claim: 'a name that clients could not put into an address is refused',
        send: ['POST', '/api/user', { ...fresh('rosa'), username: 'a/b' }],
        reply: [422, { detail: [having({ loc: ['body', 'username'], input: 'a/b' })] }],
      },
      {
        claim: 'a person without a password is refused with the field',
        send: ['POST', '/api/user', { username: 'nina' }],
        reply: [422, { detail: [having({ loc: ['body', 'password'] })] }],
      },
      {
        claim: 'a password that everybody guesses is refused, and not repeated',
        send: ['POST', '/api/user', { username: 'nina', password: 'password' }],
        reply: [422, { detail: [having({ loc: ['body', 'password'], input: null })] }],
      },
      {
        claim: 'a role that there is none of is refused',
        send: ['POST', '/api/user', { ...fresh('rosa'), username: 'nina', role: 'owner' }],
        reply: [422, { detail: [having({ loc: ['body', 'role'] })] }],
      },
      {
        claim: 'a group that there is none of is refused with its name',
        send: ['POST', '/api/user', { ...fresh('rosa'), username: 'nina', groups: member('cooks') }],
        reply: [422, { detail: [having({ loc: ['body', 'groups', 0, 'name'], input: 'cooks' })] }],
      },
      {
        claim: 'nobody of those who were refused is there',
        send: ['GET', '/api/user'],
        reply: [200, inAnyOrder('ada', 'rosa', 'noor', 'ivo', 'mara')],
      },
      {
        claim: 'somebody is put into a group later',
        send: ['PUT', '/api/user', { username: 'ivo', groups: member('readers') }],
        reply: [200, person('ivo', { groups: [READERS] })],
      },
    ),
    entrance('a password of plus, percent and blank opens as it was set', 'rosa', PASSWORDS.rosa, [
      200,
      GRANTED,
    ]),
    { ...signIn('rosa'), keep: { rosa: 'access_token' } },
    signIn('noor'),
    signIn('ivo'),
    signIn('mara'),
    ...still('rosa')(
      {
        claim: 'somebody reads who they are, without anything that looks like a hash',
        send: ['GET', '/api/user/me'],
        reply: [
          200,
          {
            username: 'rosa',
            email: 'rosa@example.org',
            full_name: 'Rosa Blum',
            disabled: false,
            role: 'regular',
            groups: [MAKERS],
          },
        ],
      },
      {
        claim: 'nobody but administrators of people makes them',
        send: ['POST', '/api/user', { ...fresh('rosa'), username: 'nina' }],
        reply: [403, { detail: naming('not authorized') }],
      },
    ),
  ],
};
