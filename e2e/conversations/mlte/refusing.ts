import { type Chapter, having, naming } from '../exchange';
import * as bodies from './bodies';
import { asking, lacking, NOT_YOURS } from './cast';
import { AT } from './notebook';

const { card, evidence, results, suite, testCase, write } = bodies;
const REAL = { evidence_type: 'real', real: 0.93, unit: null };

/** A complaint about one field of the posted artifact. */
const complaint = (field: string, ...words: string[]) => ({
  detail: [having({ type: 'value_error', loc: [...['body'], ...steps(field)], msg: naming(...words) })],
});
const steps = (field: string) => field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const withCase = (over: object) => ({ ...suite, test_cases: [testCase('share-named', over)] });
/** What validators refuse, and whom the store does. */
export const refusing: Chapter = {
  title: 'what is not written',
  exchanges: [
    ...asking('rosa')(
      {
        claim: 'a problem type that is in no list is refused with field and value',
        send: [
          'POST',
          AT,
          write('card', { ...card, system: { ...card.system, problem_type: 'Alchemy' } }, { force: true }),
        ],
        reply: [422, complaint('system.problem_type', 'Alchemy', 'problem_types')],
      },
      {
        claim: 'so is a classification',
        send: ['POST', AT, write('card', { ...card, data: [{ classification: 'Cosmic' }] }, { force: true })],
        reply: [422, complaint('data.0.classification', 'Cosmic', 'classification')],
      },
      {
        claim: 'and a quality attribute',
        send: [
          'POST',
          AT,
          write(
            'card',
            { ...card, system_requirements: [bodies.scenario('rain', 'Wetness')] },
            { force: true },
          ),
        ],
        reply: [422, complaint('system_requirements.0.quality', 'Wetness', 'quality_attributes')],
      },
      {
        claim: 'a body of another type than its header is refused',
        send: ['POST', AT, write('suite', card, { id: 'suite.mixed' })],
        reply: [422, complaint('artifact_type', 'card', 'suite')],
      },
      {
        claim: 'a type that there is none of is refused',
        send: ['POST', AT, { artifact: { header: { identifier: 'x', type: 'poem' }, body: {} } }],
        reply: [422, { detail: [having({ loc: ['body', 'header', 'type'], msg: naming('poem') })] }],
      },
      {
        claim: 'a request without an artifact is refused',
        send: ['POST', AT, { force: true }],
        reply: [422, { detail: [having({ loc: ['body', 'artifact'] })] }],
      },
      {
        claim: 'a flag that is no truth value is refused',
        send: ['POST', AT, { ...write('suite', suite), force: 'yes' }],
        reply: [422, { detail: [having({ loc: ['body', 'force'], input: 'yes' })] }],
      },
      {
        claim: 'a scenario that no card has is refused by its id',
        send: [
          'POST',
          AT,
          write('suite', withCase({ qas_list: ['card.default-qas_900'] }), { id: 'suite.b' }),
        ],
        reply: [422, complaint('test_cases.0.qas_list', 'share-named', 'card.default-qas_900')],
      },
      {
        claim: 'two test cases of one id are refused',
        send: [
          'POST',
          AT,
          write('suite', { ...suite, test_cases: [testCase('twin'), testCase('twin')] }, { id: 'suite.b' }),
        ],
        reply: [422, complaint('test_cases.1.identifier', 'twin')],
      },
      {
        claim: 'a validator that says when it succeeds must say when it fails',
        send: [
          'POST',
          AT,
          write('suite', withCase({ validator: { ...testCase('x').validator, failure: null } }), {
            id: 'suite.b',
          }),
        ],
        reply: [422, complaint('test_cases.0.validator.failure', 'share-named', 'failure')],
      },
      {
        claim: 'results must say something about every case of their suite',
        send: [
          'POST',
          AT,
          write('results', { ...results, results: { focus: results.results.focus } }, { id: 'results.b' }),
        ],
        reply: [422, complaint('results.share-named', 'share-named', 'result')],
      },
      {
        claim: 'a result is a success, a failure or an information',
        send: [
          'POST',
          AT,
          write(
            'results',
            {
              ...results,
              results: { ...results.results, focus: { ...results.results.focus, type: 'Perhaps' } },
            },
            { id: 'results.b' },
          ),
        ],
        reply: [422, complaint('results.focus.type', 'type')],
      },
      {
        claim: 'an image that is no base64 is refused',
        send: ['POST', AT, write('evidence', evidence('p', { evidence_type: 'image', data: 'abc' }, 'c.D'))],
        reply: [422, complaint('value.data', 'base64')],
      },
      {
        claim: 'a value of an unknown kind is refused',
        send: ['POST', AT, write('evidence', evidence('p', { evidence_type: 'smell', data: 1 }, 'c.D'))],
        reply: [422, complaint('value.evidence_type')],
      },
      {
        claim: 'nothing that was refused is there',
        send: [
          'POST',
          `${AT}/search`,
          { filter: { type: 'property', name: 'identifier', property: 'suite.b' } },
        ],
        reply: [200, []],
      },
    ),
    ...asking('noor')(
      {
        claim: "who may make models writes nothing into somebody else's",
        send: ['POST', AT, write('card', card)],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'neither by force',
        send: ['POST', AT, write('card', card, { force: true })],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'nor by way of parents, of a version that is there or one that is not',
        send: [
          'POST',
          '/api/model/greenhouse---leaf%20spot/version/mine/artifact',
          write('card', card, { parents: true, force: true }),
        ],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'reads nothing there',
        send: ['GET', `${AT}/card.default`],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'is told the same of what is not there',
        send: ['GET', '/api/model/never---made/version/v1/artifact/card.default'],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'lists nothing there',
        send: ['GET', AT],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'finds nothing there',
        send: ['POST', `${AT}/search`, {}],
        reply: [403, NOT_YOURS],
      },
      {
        claim: 'and deletes nothing there',
        send: ['DELETE', `${AT}/card.default`],
        reply: [403, NOT_YOURS],
      },
    ),
    ...asking('ivo')(
      {
        claim: 'parents make no model for who may not make one',
        send: [
          'POST',
          '/api/model/ivo-tries/version/v1/artifact',
          write('evidence', evidence('share-named', REAL, 'c.D'), { parents: true }),
        ],
        reply: [403, lacking('model:create')],
      },
      {
        claim: 'who may only read artifacts is told what writing takes',
        send: ['POST', AT, write('card', card, { id: 'card.ivo' })],
        reply: [403, lacking('artifact:create')],
      },
      {
        claim: 'and what deleting takes',
        send: ['DELETE', `${AT}/card.default`],
        reply: [403, lacking('artifact:delete')],
      },
      {
        claim: 'but searches by POST like any reader',
        send: ['POST', `${AT}/search`, { filter: { type: 'identifier', id: 'suite.default' } }],
        reply: [200, [having({ header: having({ identifier: 'suite.default' }) })]],
      },
    ),
    ...asking('ada')({
      claim: 'an administrator finds no trace of it',
      send: ['GET', '/api/model/ivo-tries'],
      reply: [404, { detail: 'Model ivo-tries not found.' }],
    }),
    {
      claim: 'nobody writes without credentials',
      send: ['POST', AT, write('card', card, { force: true })],
      reply: [401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Bearer' }],
    },
  ],
};
