import { among, type Chapter, having, inAnyOrder, naming } from '../exchange';
import { NOT_YOURS, still } from './cast';
import { editors, MAKERS, member, person } from './persons';

const permission = (resource_type: string, method: string, resource_id: string | null = null) => ({
  resource_type,
  resource_id,
  method,
});
const READ = permission('model', 'get', 'greenhouse/leaf spot');
const botanists = { name: 'botanists', permissions: [READ] };
const NO = { detail: naming('not authorized') };
const OWN = editors('noor-s own');
const NOOR = { username: 'noor', email: 'noor@example.net' };
const PLACE = '/api/model/greenhouse---leaf%20spot';

/** Groups and their permissions, by the client's own store of users. */
export const groups: Chapter = {
  title: 'groups and permissions',
  exchanges: [
    ...still('ada')(
      {
        claim: 'a group is made of permissions, one of them on one model',
        send: ['POST', '/api/group', botanists],
        reply: [200, botanists],
      },
      {
        claim: 'its name is taken then',
        send: ['POST', '/api/group', botanists],
        reply: [409, { detail: naming('botanists', 'already exists') }],
      },
      {
        claim: 'a permission on a kind that there is none of is refused',
        send: ['POST', '/api/group', { name: 'cooks', permissions: [permission('kitchen', 'get')] }],
        reply: [422, { detail: [having({ loc: ['body', 'permissions', 0, 'resource_type'] })] }],
      },
      {
        claim: 'so is a method that there is none of',
        send: ['POST', '/api/group', { name: 'cooks', permissions: [permission('model', 'patch')] }],
        reply: [422, { detail: [having({ loc: ['body', 'permissions', 0, 'method'] })] }],
      },
      {
        claim: 'groups are listed by name, those of the store itself among them',
        send: ['GET', '/api/group'],
        reply: [200, among('botanists', 'makers', 'readers')],
      },
      {
        claim: 'a group is read by its name',
        send: ['GET', '/api/group/botanists'],
        reply: [200, botanists],
      },
      {
        claim: 'a group that is not there is missing',
        send: ['GET', '/api/group/cooks'],
        reply: [404, { detail: naming('cooks', 'not found') }],
      },
      {
        claim: 'all groups are told with their permissions',
        send: ['GET', '/api/groups/details'],
        reply: [200, among(botanists, MAKERS)],
      },
      {
        claim: 'every permission is listed in its text form',
        send: ['GET', '/api/groups/permissions'],
        reply: [
          200,
          among('model-post', 'custom_list-any', 'custom_list-get', 'model-get-greenhouse/leaf spot'),
        ],
      },
      {
        claim: 'and as itself',
        send: ['GET', '/api/groups/permissions/details'],
        reply: [200, among(permission('model', 'post'), permission('custom_list', 'any'), READ)],
      },
      {
        claim: 'one permission is read by its text',
        send: ['GET', '/api/groups/permission/custom_list-get'],
        reply: [200, permission('custom_list', 'get')],
      },
      {
        claim: 'a text that names no permission is missing',
        send: ['GET', '/api/groups/permission/kitchen-get'],
        reply: [404, { detail: naming('kitchen-get', 'not found') }],
      },
      {
        claim: 'the group of a model is read by its name, a slash as three hyphens',
        send: ['GET', '/api/group/edit-model-greenhouse---leaf%20spot'],
        reply: [200, editors('greenhouse/leaf spot')],
      },
      {
        claim: 'somebody is in exactly the groups that are named',
        send: ['PUT', '/api/user', { ...NOOR, groups: member('makers', 'botanists', OWN.name) }],
        reply: [200, person('noor', { groups: inAnyOrder(botanists, MAKERS, OWN) })],
      },
    ),
    ...still('noor')(
      {
        claim: 'what the group may read is open to its members from the next request on',
        send: ['GET', `${PLACE}/version/v1/artifact/card.default`],
        reply: [200, having({ header: having({ identifier: 'card.default', creator: 'rosa' }) })],
      },
      {
        claim: 'reading alone writes nothing',
        send: ['POST', `${PLACE}/version`, { identifier: 'mine' }],
        reply: [403, NO],
      },
      {
        claim: 'nor does it delete',
        send: ['DELETE', PLACE],
        reply: [403, NO],
      },
      {
        claim: 'and another model of the same owner stays closed',
        send: ['GET', '/api/model/seed%20sorter'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'the models that are open are told, by whatever way they are',
        send: ['GET', '/api/user/me/models'],
        reply: [200, among('greenhouse/leaf spot', 'noor-s own')],
      },
      { claim: 'who is in groups may not see them all', send: ['GET', '/api/group'], reply: [403, NO] },
      { claim: 'nor read one', send: ['GET', '/api/group/botanists'], reply: [403, NO] },
      { claim: 'nor read all in detail', send: ['GET', '/api/groups/details'], reply: [403, NO] },
      { claim: 'nor the permissions', send: ['GET', '/api/groups/permissions'], reply: [403, NO] },
      { claim: 'nor their details', send: ['GET', '/api/groups/permissions/details'], reply: [403, NO] },
      { claim: 'nor one of them', send: ['GET', '/api/groups/permission/model-get'], reply: [403, NO] },
      {
        claim: 'nor make one',
        send: ['POST', '/api/group', { name: 'mine', permissions: [permission('model', 'any')] }],
        reply: [403, NO],
      },
      {
        claim: 'nor widen the one that they are in',
        send: ['PUT', '/api/group', { name: 'botanists', permissions: [permission('model', 'any')] }],
        reply: [403, NO],
      },
      { claim: 'nor delete it', send: ['DELETE', '/api/group/botanists'], reply: [403, NO] },
    ),
    ...still('ada')(
      {
        claim: 'a group is given more: to write on that model',
        send: [
          'PUT',
          '/api/group',
          {
            name: 'botanists',
            permissions: [READ, permission('model', 'post', 'greenhouse/leaf spot')],
          },
        ],
        reply: [
          200,
          {
            name: 'botanists',
            permissions: among(READ, permission('model', 'post', 'greenhouse/leaf spot')),
          },
        ],
      },
      {
        claim: 'a group that is not there is not changed',
        send: ['PUT', '/api/group', { name: 'cooks', permissions: [] }],
        reply: [404, { detail: naming('cooks', 'not found') }],
      },
    ),
    ...still('noor')({
      claim: 'its members write there from the next request on',
      send: ['POST', `${PLACE}/version`, { identifier: 'by noor' }],
      reply: [200, { identifier: 'by noor' }],
    }),
    ...still('ada')(
      {
        claim: 'deleting a group gives it back',
        send: ['DELETE', '/api/group/botanists'],
        reply: [200, having({ name: 'botanists' })],
      },
      {
        claim: 'deleting it again finds nothing',
        send: ['DELETE', '/api/group/botanists'],
        reply: [404, { detail: naming('botanists', 'not found') }],
      },
    ),
    ...still('noor')({
      claim: 'what a deleted group opened is closed again',
      send: ['GET', PLACE],
      reply: [403, NOT_YOURS],
    }),
  ],
};
