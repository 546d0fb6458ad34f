import { type Chapter, justNow, naming } from '../exchange';
import * as bodies from './bodies';
import { asking } from './cast';

/** Where Rosa works. */
export const AT = '/api/model/greenhouse---leaf%20spot/version/v1/artifact';
const { write } = bodies;

type Level = 'model' | 'version';
export const stamped = (identifier: unknown, type: string, level: Level, creator = 'rosa') => ({
  identifier,
  type,
  timestamp: justNow,
  creator,
  level,
});

export const storedCard = { header: stamped('card.default', 'card', 'model'), body: bodies.storedCard };
export const storedSuite = { header: stamped('suite.default', 'suite', 'model'), body: bodies.repliedSuite };
const storedResults = {
  header: stamped('results.default', 'results', 'version'),
  body: bodies.repliedResults,
};

const REAL = { evidence_type: 'real', real: 0.93, unit: null };
const evidenceOf = (id: string, value: object, kind: string) => {
  const body = bodies.evidence(id, value, `mlte.evidence.types.${kind}`);
  return { body, stored: { header: stamped(`evidence.${id}`, 'evidence', 'version'), body } };
};
const real = evidenceOf('share-named', REAL, 'real.Real');
const integer = evidenceOf(
  'leaves',
  { evidence_type: 'integer', integer: 412, unit: 'leaf' },
  'integer.Integer',
);
const opaque = evidenceOf(
  'load',
  { evidence_type: 'opaque', data: { avg: 12.5, min: 3, max: 40, unit: 'percent' } },
  '../measurement.cpu.CPUStatistics',
);
/** 76 characters and a line break, as Python's `encodebytes` writes. */
const image = evidenceOf(
  'picture',
  { evidence_type: 'image', data: `${'iVBORw0KGgoA'.repeat(6)}AAAA\nAAAA\n` },
  'image.Image',
);
const array = evidenceOf('shares', { evidence_type: 'array', data: [0.9, 'n/a', null, [1]] }, 'array.Array');
const string = evidenceOf(
  'remark',
  { evidence_type: 'string', string: 'Späte Blätter – 春' },
  'string.String',
);

/** What a notebook does, in its order; the client signs in before each step. */
export const notebook: Chapter = {
  title: 'a notebook from card to report',
  exchanges: [
    ...asking('rosa')(
      {
        claim: 'a card that was not saved yet is missing by its name',
        send: ['GET', `${AT}/card.default`],
        reply: [404, { detail: naming('card.default', 'not found') }],
      },
      {
        claim:
          'a card is stamped with its writer and now, whatever the client says, and its scenarios get ids',
        send: ['POST', AT, write('card', bodies.card)],
        reply: [200, { artifact: storedCard }],
      },
      {
        claim: 'a card is loaded as it was saved',
        send: ['GET', `${AT}/card.default`],
        reply: [200, storedCard],
      },
      {
        claim: 'before it saves a suite the client searches for cards',
        send: ['POST', `${AT}/search`, { filter: { type: 'type', item_type: 'card' } }],
        reply: [200, [storedCard]],
      },
      {
        claim: 'a suite of a 2.6 client is taken, and comes back with what later clients require',
        send: ['POST', AT, write('suite', bodies.suite)],
        reply: [200, { artifact: storedSuite }],
      },
      {
        claim: 'a suite is loaded through any version of its model',
        send: ['GET', '/api/model/greenhouse---leaf%20spot/version/2026---spring/artifact/suite.default'],
        reply: [200, storedSuite],
      },
      {
        claim: 'evidence of a real number is kept with its class',
        send: ['POST', AT, write('evidence', real.body, { id: 'evidence.share-named' })],
        reply: [200, { artifact: real.stored }],
      },
      {
        claim: 'evidence of a whole number is named after its test case, whatever its header says',
        send: ['POST', AT, write('evidence', integer.body, { id: 'some other name' })],
        reply: [200, { artifact: integer.stored }],
      },
      {
        claim: 'a class that only its owner can import stays what it is',
        send: ['POST', AT, write('evidence', opaque.body)],
        reply: [200, { artifact: opaque.stored }],
      },
      {
        claim: 'an image keeps the line breaks of its base64',
        send: ['POST', AT, write('evidence', image.body)],
        reply: [200, { artifact: image.stored }],
      },
      {
        claim: 'an array holds whatever its maker put in',
        send: ['POST', AT, write('evidence', array.body)],
        reply: [200, { artifact: array.stored }],
      },
      {
        claim: 'evidence of a text is kept',
        send: ['POST', AT, write('evidence', string.body)],
        reply: [200, { artifact: string.stored }],
      },
      {
        claim: 'all evidence is found by its type, in the order it was written',
        send: ['POST', `${AT}/search`, { filter: { type: 'type', item_type: 'evidence' } }],
        reply: [200, [real.stored, integer.stored, opaque.stored, image.stored, array.stored, string.stored]],
      },
      {
        claim: 'to validate, the client loads the suite from where it works',
        send: ['GET', `${AT}/suite.default`],
        reply: [200, storedSuite],
      },
      {
        claim: 'results hold a copy of the suite, and what later clients require is put into it too',
        send: ['POST', AT, write('results', bodies.results)],
        reply: [200, { artifact: storedResults }],
      },
      {
        claim: 'results whose verdict nobody measured are loaded again',
        send: ['GET', `${AT}/results.default`],
        reply: [200, storedResults],
      },
      {
        claim: 'a report is made of copies and keeps the one time stamp that its client gave it',
        send: ['POST', AT, write('report', bodies.report, { id: 'report.default-20261122-055302' })],
        reply: [
          200,
          {
            artifact: {
              header: stamped('report.default-20261122-055302', 'report', 'version'),
              body: bodies.report,
            },
          },
        ],
      },
      {
        claim: 'a report is loaded by that name',
        send: ['GET', `${AT}/report.default-20261122-055302`],
        reply: [
          200,
          { header: stamped('report.default-20261122-055302', 'report', 'version'), body: bodies.report },
        ],
      },
      {
        claim: 'a report without a time gets the one of its making',
        send: ['POST', AT, write('report', bodies.report)],
        reply: [
          200,
          {
            artifact: {
              header: stamped(/^report\.default-\d{8}-\d{6}$/, 'report', 'version'),
              body: bodies.report,
            },
          },
        ],
        keep: { report: 'artifact.header.identifier' },
      },
      {
        claim: 'and is loaded by the name that it got',
        send: ['GET', `${AT}/{{report}}`],
        reply: [200, { header: stamped('{{report}}', 'report', 'version'), body: bodies.report }],
      },
    ),
  ],
};
