import { among, type Chapter, having, justNow, naming } from '../exchange';
import { asking, NOT_YOURS, still } from './cast';
import { member } from './persons';

const content = {
  tags: ['Image', 'Computer Vision'],
  quality_attribute: 'Robustness',
  code: 'def blur(image, radius=2):\n    """Out of focus."""\n    return image.filter(radius)\n',
  description: 'Blurs an image',
  inputs: 'An image, a radius in pixels',
  output: 'An image',
};
const header = (identifier: string, over: object = {}) => ({
  identifier,
  creator: null,
  created: -1,
  updater: null,
  updated: -1,
  catalog_id: null,
  ...over,
});
const posted = { header: header('blur'), ...content };
const made = {
  header: {
    identifier: 'blur',
    creator: 'rosa',
    created: justNow,
    updater: null,
    updated: -1,
    catalog_id: 'local',
  },
  ...content,
};
const named = (identifier: string, catalog_id = 'local') =>
  having({ header: having({ identifier, catalog_id }) });
const find = (filter: unknown) => ['POST', '/api/catalogs/entry/search', { filter }] as const;
const ALL_OF_CATALOGS = { resource_type: 'catalog', resource_id: null, method: 'any' };
const NO = { detail: naming('not authorized') };

/** Test catalogs, by the client's own store of them: it signs in before each operation. */
export const catalogs: Chapter = {
  title: 'catalogs',
  exchanges: [
    ...still('ada')(
      {
        claim: 'there is a catalog that nobody writes and one for everybody',
        send: ['GET', '/api/catalogs'],
        reply: [
          200,
          [
            { id: 'sample', read_only: true, type: 'database' },
            { id: 'local', read_only: false, type: 'database' },
          ],
        ],
      },
      {
        claim: 'a group works with catalogs',
        send: ['POST', '/api/group', { name: 'catalogers', permissions: [ALL_OF_CATALOGS] }],
        reply: [200, { name: 'catalogers', permissions: [ALL_OF_CATALOGS] }],
      },
      {
        claim: 'somebody is put into it, and out of the groups that were not named',
        send: ['PUT', '/api/user', { username: 'rosa', groups: member('catalogers') }],
        reply: [200, having({ username: 'rosa', groups: [having({ name: 'catalogers' })] })],
      },
    ),
    ...asking('rosa')(
      {
        claim: 'a new entry is stamped with its maker, now, and the catalog of its address',
        send: ['POST', '/api/catalog/local/entry', posted],
        reply: [200, made],
      },
      {
        claim: 'its name is taken then',
        send: ['POST', '/api/catalog/local/entry', posted],
        reply: [409, { detail: naming('blur') }],
      },
      {
        claim: 'an entry is read back with its code as it was written',
        send: ['GET', '/api/catalog/local/entry/blur'],
        reply: [200, made],
      },
      {
        claim: 'the code alone makes an entry; everything else is empty',
        send: ['POST', '/api/catalog/local/entry', { header: { identifier: 'noise/salt' }, code: 'pass' }],
        reply: [
          200,
          {
            header: having({ identifier: 'noise/salt', creator: 'rosa', catalog_id: 'local' }),
            tags: [],
            quality_attribute: '',
            code: 'pass',
            description: null,
            inputs: null,
            output: null,
          },
        ],
      },
      {
        claim: 'an entry with a slash is read by three hyphens',
        send: ['GET', '/api/catalog/local/entry/noise---salt'],
        reply: [200, named('noise/salt')],
      },
      {
        claim: 'a changed entry keeps who made it and tells who changed it',
        send: ['PUT', '/api/catalog/local/entry', { ...posted, description: 'Blurs an image a little' }],
        reply: [
          200,
          {
            ...made,
            header: { ...made.header, updater: 'rosa', updated: justNow },
            description: 'Blurs an image a little',
          },
        ],
      },
      {
        claim: 'an entry that is not there is not changed',
        send: ['PUT', '/api/catalog/local/entry', { ...posted, header: header('sharpen') }],
        reply: [404, { detail: naming('sharpen') }],
      },
      {
        claim: 'an entry that is not there is missing',
        send: ['GET', '/api/catalog/local/entry/sharpen'],
        reply: [404, { detail: naming('sharpen', 'not found') }],
      },
      {
        claim: 'a tag that is in no list is refused with its name',
        send: ['POST', '/api/catalog/local/entry', { ...posted, header: header('x'), tags: ['Smell'] }],
        reply: [422, { detail: [having({ msg: naming('Smell', 'tags') })] }],
      },
      {
        claim: 'so is a quality attribute',
        send: [
          'POST',
          '/api/catalog/local/entry',
          { ...posted, header: header('x'), quality_attribute: 'Wetness' },
        ],
        reply: [422, { detail: [having({ msg: naming('Wetness', 'quality_attributes') })] }],
      },
      {
        claim: 'an entry without code is refused',
        send: ['POST', '/api/catalog/local/entry', { header: header('x') }],
        reply: [422, { detail: [having({ loc: ['body', 'code'] })] }],
      },
      {
        claim: 'an entry without a name is refused',
        send: ['POST', '/api/catalog/local/entry', { header: {}, code: 'pass' }],
        reply: [422, { detail: [having({ loc: ['body', 'header', 'identifier'] })] }],
      },
      {
        claim: 'nothing is added to a read-only catalog',
        send: ['POST', '/api/catalog/sample/entry', posted],
        reply: [403, { detail: naming("The catalog 'sample' is read only.") }],
      },
      {
        claim: 'nor changed in it',
        send: ['PUT', '/api/catalog/sample/entry', posted],
        reply: [403, { detail: naming("The catalog 'sample' is read only.") }],
      },
      {
        claim: 'nor deleted from it',
        send: ['DELETE', '/api/catalog/sample/entry/blur'],
        reply: [403, { detail: naming("The catalog 'sample' is read only.") }],
      },
      {
        claim: 'a catalog that is not there is missing',
        send: ['GET', '/api/catalog/cellar/entry'],
        reply: [404, { detail: naming('cellar', 'not found') }],
      },
      {
        claim: 'one catalog is listed by itself',
        send: ['GET', '/api/catalog/local/entry'],
        reply: [200, [named('blur'), named('noise/salt')]],
      },
      {
        claim: 'all catalogs are listed in one',
        send: ['GET', '/api/catalogs/entry'],
        reply: [200, among(named('blur'), named('noise/salt'))],
      },
      {
        claim: 'a tag is found in any letters, by a part of it',
        send: find({ type: 'tag', name: 'tags', tag: 'vision' }),
        reply: [200, [named('blur')]],
      },
      {
        claim: 'a property is found by a part of it',
        send: find({ type: 'property', name: 'quality_attribute', property: 'robust' }),
        reply: [200, [named('blur')]],
      },
      {
        claim: 'an identifier finds its entry',
        send: find({ type: 'identifier', id: 'noise/salt' }),
        reply: [200, [named('noise/salt')]],
      },
      {
        claim: 'filters combine',
        send: find({
          type: 'and',
          filters: [
            { type: 'property', name: 'code', property: 'def ' },
            { type: 'tag', name: 'tags', tag: 'image' },
          ],
        }),
        reply: [200, [named('blur')]],
      },
      { claim: 'none finds nothing', send: find({ type: 'none' }), reply: [200, []] },
      {
        claim: 'an empty query finds everything',
        send: ['POST', '/api/catalogs/entry/search', {}],
        reply: [200, among(named('blur'), named('noise/salt'))],
      },
      {
        claim: 'a filter of no known type is refused',
        send: find({ type: 'sql' }),
        reply: [422, { detail: [having({ loc: ['body', 'filter', 'type'] })] }],
      },
      {
        claim: 'a deleted entry comes back once more',
        send: ['DELETE', '/api/catalog/local/entry/noise---salt'],
        reply: [200, named('noise/salt')],
      },
      {
        claim: 'then it is missing',
        send: ['DELETE', '/api/catalog/local/entry/noise---salt'],
        reply: [404, { detail: naming('noise/salt', 'not found') }],
      },
    ),
    ...asking('ivo')(
      {
        claim: 'who may not read catalogs is not told which there are',
        send: ['GET', '/api/catalogs'],
        reply: [403, NO],
      },
      { claim: 'lists nothing of them', send: ['GET', '/api/catalogs/entry'], reply: [403, NO] },
      { claim: 'finds nothing in them', send: ['POST', '/api/catalogs/entry/search', {}], reply: [403, NO] },
      { claim: 'reads no entry', send: ['GET', '/api/catalog/local/entry/blur'], reply: [403, NOT_YOURS] },
      {
        claim: 'is told the same of one that is not there',
        send: ['GET', '/api/catalog/local/entry/none'],
        reply: [403, NOT_YOURS],
      },
      { claim: 'lists no catalog', send: ['GET', '/api/catalog/local/entry'], reply: [403, NOT_YOURS] },
      { claim: 'and writes in none', send: ['POST', '/api/catalog/local/entry', posted], reply: [403, NO] },
    ),
    {
      claim: 'catalogs are not read without credentials',
      send: ['GET', '/api/catalogs'],
      reply: [401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Bearer' }],
    },
  ],
};
