import { type Chapter, having, naming } from '../exchange';
import * as bodies from './bodies';
import { asking } from './cast';
import { evidence, named, OWN } from './finding';
import { AT } from './notebook';

const [CARD, A, B, C] = ['card.default', 'evidence.a', 'evidence.b', 'evidence.c'].map(named);

/** Artifacts, a version and a model go, and what bears their names again is new. */
export const deleting: Chapter = {
  title: 'what is deleted',
  exchanges: [
    ...asking('noor')(
      {
        claim: 'a deleted artifact comes back once more',
        send: ['DELETE', `${OWN}/evidence.b`],
        reply: [200, B],
      },
      {
        claim: 'then it is missing',
        send: ['DELETE', `${OWN}/evidence.b`],
        reply: [404, { detail: naming('evidence.b', 'not found') }],
      },
      {
        claim: 'its name may be used again without force',
        send: ['POST', OWN, evidence('b')],
        reply: [200, { artifact: B }],
      },
      {
        claim: 'what was made last is listed last',
        send: ['GET', OWN],
        reply: [200, [CARD, A, C, B]],
      },
      {
        claim: 'deleting a version gives it back',
        send: ['DELETE', '/api/model/noor-s%20own/version/v1'],
        reply: [200, { identifier: 'v1' }],
      },
      {
        claim: 'a deleted version is missing',
        send: ['DELETE', '/api/model/noor-s%20own/version/v1'],
        reply: [404, { detail: naming('v1', 'not found') }],
      },
      {
        claim: 'a version made again under its name inherits nothing of its own',
        send: ['POST', '/api/model/noor-s%20own/version', { identifier: 'v1' }],
        reply: [200, { identifier: 'v1' }],
      },
      {
        claim: 'while what belongs to the model stayed',
        send: ['GET', OWN],
        reply: [200, [CARD]],
      },
      {
        claim: 'a model of several versions is given back whole when it is deleted',
        send: ['DELETE', '/api/model/noor-s%20own'],
        reply: [200, { identifier: 'noor-s own', versions: [{ identifier: 'v1' }] }],
      },
      {
        claim: 'after which its maker has no more right to it than anybody',
        send: ['GET', '/api/model/noor-s%20own'],
        reply: [403],
      },
      {
        claim: 'made again under its name, it is empty',
        send: ['POST', '/api/model', { identifier: 'noor-s own', versions: [] }],
        reply: [200, { identifier: 'noor-s own', versions: [] }],
      },
    ),
    ...asking('ada')(
      {
        claim: 'an administrator reads what others wrote, by who wrote it',
        send: ['GET', `${AT}?limit=1`],
        reply: [200, [having({ header: having({ identifier: 'card.default', creator: 'rosa' }) })]],
      },
      {
        claim: 'an administrator who writes over it is its creator then',
        send: ['POST', AT, bodies.write('suite', bodies.suite, { force: true })],
        reply: [
          200,
          { artifact: having({ header: having({ identifier: 'suite.default', creator: 'ada' }) }) },
        ],
      },
    ),
  ],
};
