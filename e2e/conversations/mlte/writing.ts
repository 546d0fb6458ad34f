import { type Chapter, having, naming } from '../exchange';
import * as bodies from './bodies';
import { asking } from './cast';
import { AT, stamped } from './notebook';

const { card, evidence, write } = bodies;
const REAL = { evidence_type: 'real', real: 0.93, unit: null };
const SPRING = '/api/model/greenhouse---leaf%20spot/version/2026---spring/artifact';

const odd = {
  request:
    '{"artifact":{"header":{"identifier":"evidence.exact","type":"evidence"},"body":{"artifact_type":"evidence","metadata":{"test_case_id":"exact","measurement":{"measurement_class":"a.B","output_class":"c.D","additional_data":{}}},"evidence_class":"c.D","value":{"evidence_type":"opaque","data":{"big":12345678901234567890,"real":1.50,"note":"caf\\u00e9"}},"later":{"kept":true}}},"force":false,"parents":false}',
  kept: '"value":{"evidence_type":"opaque","data":{"big":12345678901234567890,"real":1.50,"note":"caf\\u00e9"}},"later":{"kept":true}',
};

/** Force, parents, and what is kept of a body. */
export const writing: Chapter = {
  title: 'writing artifacts',
  exchanges: [
    ...asking('rosa')(
      {
        claim: 'without force nothing is written over, and the refusal tells who wrote what is there',
        send: ['POST', AT, write('card', card)],
        reply: [409, { detail: naming('card.default', 'already exists', 'rosa') }],
      },
      {
        claim: 'with force the whole body is replaced',
        send: ['POST', AT, write('card', { ...card, data: [] }, { force: true })],
        reply: [
          200,
          {
            artifact: {
              header: stamped('card.default', 'card', 'model'),
              body: { ...bodies.storedCard, data: [] },
            },
          },
        ],
      },
      {
        claim: 'and what is read next is the new one',
        send: ['GET', `${SPRING}/card.default`],
        reply: [200, { header: stamped('card.default', 'card', 'model'), body: having({ data: [] }) }],
      },
      {
        claim: 'a scenario added to a card gets the number after the highest',
        send: [
          'POST',
          AT,
          write(
            'card',
            {
              ...card,
              system_requirements: [
                ...bodies.storedCard.system_requirements,
                bodies.scenario('a leaf with two diseases', 'Functional Correctness'),
              ],
            },
            { force: true },
          ),
        ],
        reply: [
          200,
          {
            artifact: having({
              body: having({
                system_requirements: [
                  ...bodies.storedCard.system_requirements,
                  having({ identifier: 'card.default-qas_003' }),
                ],
              }),
            }),
          },
        ],
      },
      {
        claim: 'an identifier without its type gets it, and force needs nothing to be there',
        send: ['POST', AT, write('card', card, { id: 'draft/2', force: true })],
        reply: [200, { artifact: having({ header: stamped('card.draft/2', 'card', 'model') }) }],
      },
      {
        claim: 'an artifact with a slash is read by three hyphens',
        send: ['GET', `${AT}/card.draft---2`],
        reply: [200, having({ header: stamped('card.draft/2', 'card', 'model') })],
      },
      {
        claim: 'numbers, escapes and members that no release knows come back character for character',
        send: ['POST', AT],
        text: odd.request,
        reply: [200, { artifact: having({ header: stamped('evidence.exact', 'evidence', 'version') }) }],
        verbatim: odd.kept,
      },
      {
        claim: 'and so they are stored',
        send: ['GET', `${AT}/evidence.exact`],
        reply: [200, having({ header: stamped('evidence.exact', 'evidence', 'version') })],
        verbatim: odd.kept,
      },
      {
        claim: 'a card of a client before 2.5, with its words and its nulls, is taken',
        send: [
          'POST',
          AT,
          write(
            'card',
            {
              artifact_type: 'card',
              system: { goals: [], problem_type: 'classification', risks: [] },
              data: [{ classification: null, labels: [], fields: [] }],
              model: {},
              system_requirements: [],
            },
            { id: 'card.former' },
          ),
        ],
        reply: [200, { artifact: having({ header: stamped('card.former', 'card', 'model') }) }],
      },
      {
        claim: 'a version that is missing is not made by the way',
        send: [
          'POST',
          '/api/model/greenhouse---leaf%20spot/version/v9/artifact',
          write('evidence', evidence('share-named', REAL, 'c.D')),
        ],
        reply: [404, { detail: naming('v9', 'not found') }],
      },
      {
        claim: 'unless the writer asks for parents',
        send: [
          'POST',
          '/api/model/greenhouse---leaf%20spot/version/v9/artifact',
          write('evidence', evidence('share-named', REAL, 'c.D'), { parents: true }),
        ],
        reply: [
          200,
          { artifact: having({ header: stamped('evidence.share-named', 'evidence', 'version') }) },
        ],
      },
      {
        claim: 'parents may make the model too, for who may make models',
        send: [
          'POST',
          '/api/model/orchard/version/v1/artifact',
          write('evidence', evidence('share-named', REAL, 'c.D'), { parents: true }),
        ],
        reply: [
          200,
          { artifact: having({ header: stamped('evidence.share-named', 'evidence', 'version') }) },
        ],
      },
      {
        claim: 'and that model belongs to who wrote it',
        send: ['GET', '/api/model/orchard'],
        reply: [200, { identifier: 'orchard', versions: [{ identifier: 'v1' }] }],
      },
    ),
  ],
};
