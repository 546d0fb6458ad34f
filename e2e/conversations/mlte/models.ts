import { type Chapter, having, naming } from '../exchange';
import { asking } from './cast';

const issue = (field: string, message: unknown = naming(field)) => ({
  detail: [having({ loc: ['body', field], msg: message })],
});

/** Models and versions: `set_context(…, lazy=False)` and the mappers of models and versions. */
export const models: Chapter = {
  title: 'models and versions',
  exchanges: [
    ...asking('rosa')(
      {
        claim: 'who may make models makes one, and gets it back without versions',
        send: ['POST', '/api/model', { identifier: 'greenhouse/leaf spot', versions: [] }],
        reply: [200, { identifier: 'greenhouse/leaf spot', versions: [] }],
      },
      {
        claim: 'making it again is the conflict that a client passes over',
        send: ['POST', '/api/model', { identifier: 'greenhouse/leaf spot', versions: [] }],
        reply: [409, { detail: 'Model greenhouse/leaf spot already exists.' }],
      },
      {
        claim: 'versions in a new model are not made, as clients know it',
        send: ['POST', '/api/model', { identifier: 'seed sorter', versions: [{ identifier: 'v1' }] }],
        reply: [200, { identifier: 'seed sorter', versions: [] }],
      },
      {
        claim: 'a model without the member versions is a model',
        send: ['POST', '/api/model', { identifier: 'api' }],
        reply: [200, { identifier: 'api', versions: [] }],
      },
      {
        claim: 'a model named like the prefix of all addresses is open to who made it',
        send: ['GET', '/api/model/api'],
        reply: [200, { identifier: 'api', versions: [] }],
      },
      {
        claim: 'a slash in a name travels as three hyphens, a space percent-encoded',
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: 'v1' }],
        reply: [200, { identifier: 'v1' }],
      },
      {
        claim: 'a slash that is percent-encoded arrives as well',
        send: ['GET', '/api/model/greenhouse%2Fleaf%20spot/version/v1'],
        reply: [200, { identifier: 'v1' }],
      },
      {
        claim: 'making a version again is the conflict that a client passes over',
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: 'v1' }],
        reply: [409, { detail: naming('v1', 'already exists') }],
      },
      {
        claim: 'a version may hold a slash too',
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: '2026/spring' }],
        reply: [200, { identifier: '2026/spring' }],
      },
      {
        claim: 'and letters from anywhere',
        send: ['POST', '/api/model/greenhouse---leaf%20spot/version', { identifier: 'Frühjahr 春' }],
        reply: [200, { identifier: 'Frühjahr 春' }],
      },
      {
        claim: 'which are read by their UTF-8 in percents',
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version/Fr%C3%BChjahr%20%E6%98%A5'],
        reply: [200, { identifier: 'Frühjahr 春' }],
      },
      {
        claim: 'versions are listed by name in the order they were made',
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version'],
        reply: [200, ['v1', '2026/spring', 'Frühjahr 春']],
      },
      {
        claim: 'a model is read with its versions',
        send: ['GET', '/api/model/greenhouse---leaf%20spot'],
        reply: [
          200,
          {
            identifier: 'greenhouse/leaf spot',
            versions: [{ identifier: 'v1' }, { identifier: '2026/spring' }, { identifier: 'Frühjahr 春' }],
          },
        ],
      },
      {
        claim: 'a name that holds three hyphens is ambiguous and refused with the field',
        send: ['POST', '/api/model', { identifier: 'a---b', versions: [] }],
        reply: [422, issue('identifier', naming("'---'"))],
      },
      {
        claim: 'an empty name is refused',
        send: ['POST', '/api/model', { identifier: '', versions: [] }],
        reply: [422, issue('identifier', naming('empty'))],
      },
      {
        claim: 'a name that is no text is refused with what it was',
        send: ['POST', '/api/model', { identifier: 7 }],
        reply: [422, { detail: [having({ loc: ['body', 'identifier'], input: 7 })] }],
      },
      {
        claim: 'a model without a name is refused',
        send: ['POST', '/api/model', {}],
        reply: [422, issue('identifier')],
      },
      {
        claim: 'text that is no JSON is a 422 too',
        send: ['POST', '/api/model'],
        text: '{"identifier": "x"',
        reply: [422, { detail: [having({ type: 'value_error', loc: ['body'] })] }],
      },
      {
        claim: 'JSON that nobody called so is read as JSON',
        send: ['POST', '/api/model'],
        text: '{"identifier": "untyped"}',
        headers: { 'Content-Type': '' },
        reply: [200, { identifier: 'untyped', versions: [] }],
      },
      {
        claim: 'a body of another kind is not read',
        send: ['POST', '/api/model'],
        text: 'identifier=x',
        headers: { 'Content-Type': 'text/plain' },
        reply: [415, { detail: naming('JSON') }],
      },
      {
        claim: 'a version needs its model',
        send: ['POST', '/api/model/untyped/version', { name: 'v1' }],
        reply: [422, issue('identifier')],
      },
      {
        claim: 'a version that is not there is missing from a model that is',
        send: ['GET', '/api/model/untyped/version/v1'],
        reply: [404, { detail: naming('v1', 'not found') }],
      },
      {
        claim: 'deleting a model gives it back',
        send: ['DELETE', '/api/model/untyped'],
        reply: [200, { identifier: 'untyped', versions: [] }],
      },
      {
        claim: 'the names that a list shows are those that its reader may read',
        send: ['GET', '/api/model'],
        reply: [200, ['greenhouse/leaf spot', 'seed sorter', 'api']],
      },
    ),
    ...asking('ada')(
      {
        claim: 'a deleted model is missing, to an administrator by its name',
        send: ['GET', '/api/model/untyped'],
        reply: [404, { detail: 'Model untyped not found.' }],
      },
      {
        claim: 'deleting it again finds nothing',
        send: ['DELETE', '/api/model/untyped'],
        reply: [404, { detail: 'Model untyped not found.' }],
      },
      {
        claim: 'listing the versions of a model that is not there is a 404, not an empty list',
        send: ['GET', '/api/model/untyped/version'],
        reply: [404, { detail: 'Model untyped not found.' }],
      },
      {
        claim: 'a version of a model that is not there is not made',
        send: ['POST', '/api/model/untyped/version', { identifier: 'v1' }],
        reply: [404, { detail: 'Model untyped not found.' }],
      },
      {
        claim: 'a name that is free again can be used again, and begins without versions',
        send: ['POST', '/api/model', { identifier: 'untyped', versions: [] }],
        reply: [200, { identifier: 'untyped', versions: [] }],
      },
    ),
  ],
};
