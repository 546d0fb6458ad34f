import type { Chapter } from '../exchange';
import { asking, lacking, NOT_YOURS } from './cast';

/** What is somebody else's: making models opens none of it, reading it changes none of it. */
export const othersModels: Chapter = {
  title: "other people's models",
  exchanges: [
    ...asking('noor')(
      {
        claim: "making models opens nobody else's model",
        send: ['GET', '/api/model/greenhouse---leaf%20spot'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'a model that is not there is answered alike',
        send: ['GET', '/api/model/never---made'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: "a version is not made in somebody else's model",
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: 'mine' }],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'nor in one that is not there',
        send: ['POST', '/api/model/never---made/version', { identifier: 'mine' }],
        reply: [403, NOT_YOURS],
      },
      {
        claim: "versions of somebody else's model are not listed",
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: "somebody else's version is not read",
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version/v1'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: "somebody else's model is not deleted",
        send: ['DELETE', '/api/model/greenhouse---leaf%20spot'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'the route decides the permission: no spelling of an address reads past it',
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version/v1/artifact/search'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: "a name that is taken is told to who may make models, for they can't have it",
        send: ['POST', '/api/model', { identifier: 'seed sorter', versions: [] }],
        reply: [409, { detail: 'Model seed sorter already exists.' }],
      },
      {
        claim: 'the maker of a model may do everything in it',
        send: ['POST', '/api/model', { identifier: 'noor-s own', versions: [] }],
        reply: [200, { identifier: 'noor-s own', versions: [] }],
      },
      {
        claim: 'and sees it alone in the list',
        send: ['GET', '/api/model'],
        reply: [200, ['noor-s own']],
      },
    ),
    ...asking('ivo')(
      {
        claim: 'who may read all models reads them, whoever made them',
        send: ['GET', '/api/model'],
        reply: [200, ['greenhouse/leaf spot', 'seed sorter', 'api', 'untyped', 'noor-s own']],
      },
      {
        claim: 'who may not make models is told which permission that takes',
        send: ['POST', '/api/model', { identifier: 'ivo tries', versions: [] }],
        reply: [403, lacking('model:create')],
      },
      {
        claim: 'who may not change a model is told so too',
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: 'by ivo' }],
        reply: [403, lacking('model:update')],
      },
      {
        claim: 'and who may not delete it',
        send: ['DELETE', '/api/model/greenhouse---leaf%20spot'],
        reply: [403, lacking('model:delete')],
      },
      {
        claim: 'nor a version of it',
        send: ['DELETE', '/api/model/greenhouse---leaf%20spot/version/v1'],
        reply: [403, lacking('model:delete')],
      },
      {
        claim: 'to a reader what is not there is missing, not forbidden',
        send: ['GET', '/api/model/never---made'],
        reply: [404, { detail: 'Model never/made not found.' }],
      },
    ),
  ],
};
