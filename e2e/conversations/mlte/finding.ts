import { type Chapter, having, naming } from '../exchange';
import * as bodies from './bodies';
import { asking } from './cast';

/** Where this chapter's artifacts are: a model of Noor's own, one of each level and three pieces of evidence. */
export const OWN = '/api/model/noor-s%20own/version/v1/artifact';
const { write } = bodies;

export const evidence = (id: string) =>
  write('evidence', bodies.evidence(id, { evidence_type: 'integer', integer: 1, unit: null }, 'c.D'), {
    parents: true,
  });
export const named = (identifier: string) => having({ header: having({ identifier }) });
const [CARD, A, B, C] = ['card.default', 'evidence.a', 'evidence.b', 'evidence.c'].map(named);
const find = (filter: unknown) => ['POST', `${OWN}/search`, { filter }] as const;
const queryIssue = (name: string) => ({ detail: [having({ loc: ['query', name] })] });

/** Lists as Python slices them, searches, templates. */
export const finding: Chapter = {
  title: 'lists and searches',
  exchanges: [
    ...asking('noor')(
      {
        claim: 'the first write with parents makes a version in a model that is there',
        send: ['POST', OWN, write('card', bodies.card, { parents: true })],
        reply: [200, { artifact: CARD }],
      },
      { claim: 'evidence a is written', send: ['POST', OWN, evidence('a')], reply: [200, { artifact: A }] },
      { claim: 'evidence b is written', send: ['POST', OWN, evidence('b')], reply: [200, { artifact: B }] },
      { claim: 'evidence c is written', send: ['POST', OWN, evidence('c')], reply: [200, { artifact: C }] },
      {
        claim: 'a list holds whole artifacts of both levels, oldest first',
        send: ['GET', OWN],
        reply: [200, [CARD, A, B, C]],
      },
      {
        claim: 'limit and offset cut a slice',
        send: ['GET', `${OWN}?limit=2&offset=1`],
        reply: [200, [A, B]],
      },
      {
        claim: 'a negative limit leaves out the last ones, as a Python slice does',
        send: ['GET', `${OWN}?limit=-1`],
        reply: [200, [CARD, A, B]],
      },
      {
        claim: 'a negative offset whose slice ends at nought is empty, as items[-2:0] is',
        send: ['GET', `${OWN}?limit=2&offset=-2`],
        reply: [200, []],
      },
      {
        claim: 'a negative offset counts from the end, as items[-3:-1] does',
        send: ['GET', `${OWN}?limit=2&offset=-3`],
        reply: [200, [A, B]],
      },
      {
        claim: 'an offset beyond the end is an empty list',
        send: ['GET', `${OWN}?offset=100`],
        reply: [200, []],
      },
      { claim: 'a limit of nought is an empty list', send: ['GET', `${OWN}?limit=0`], reply: [200, []] },
      {
        claim: 'a limit that is no number is refused with its name',
        send: ['GET', `${OWN}?limit=many`],
        reply: [422, queryIssue('limit')],
      },
      {
        claim: 'an offset that is no whole number is refused with its name',
        send: ['GET', `${OWN}?offset=1.5`],
        reply: [422, queryIssue('offset')],
      },
      {
        claim: 'an empty query finds everything',
        send: ['POST', `${OWN}/search`, {}],
        reply: [200, [CARD, A, B, C]],
      },
      { claim: 'an empty filter finds everything', send: find({}), reply: [200, [CARD, A, B, C]] },
      { claim: 'all is everything', send: find({ type: 'all' }), reply: [200, [CARD, A, B, C]] },
      { claim: 'none is nothing', send: find({ type: 'none' }), reply: [200, []] },
      {
        claim: 'an identifier finds exactly its artifact',
        send: find({ type: 'identifier', id: 'evidence.b' }),
        reply: [200, [B]],
      },
      {
        claim: 'an identifier in other letters finds nothing',
        send: find({ type: 'identifier', id: 'Evidence.B' }),
        reply: [200, []],
      },
      {
        claim: 'a type finds its artifacts',
        send: find({ type: 'type', item_type: 'evidence' }),
        reply: [200, [A, B, C]],
      },
      {
        claim: 'a property of the header is found by a part of it, in any letters',
        send: find({ type: 'property', name: 'identifier', property: 'DENCE.c' }),
        reply: [200, [C]],
      },
      {
        claim: 'both of two filters narrow',
        send: find({
          type: 'and',
          filters: [
            { type: 'type', item_type: 'evidence' },
            { type: 'property', name: 'identifier', property: '.a' },
          ],
        }),
        reply: [200, [A]],
      },
      {
        claim: 'either of two filters widens, without telling anything twice',
        send: find({
          type: 'or',
          filters: [
            { type: 'identifier', id: 'evidence.c' },
            { type: 'type', item_type: 'card' },
            { type: 'identifier', id: 'card.default' },
          ],
        }),
        reply: [200, [CARD, C]],
      },
      {
        claim: 'artifacts bear no tags, so a tag finds none of them',
        send: find({ type: 'tag', name: 'tags', tag: 'Image' }),
        reply: [200, []],
      },
      {
        claim: 'a property that artifacts have not is refused with its name',
        send: find({ type: 'property', name: 'colour', property: 'red' }),
        reply: [422, { detail: [having({ loc: ['body', 'filter', 'name'], input: 'colour' })] }],
      },
      {
        claim: 'a filter of no known type is refused',
        send: find({ type: 'sql', query: 'drop' }),
        reply: [422, { detail: [having({ loc: ['body', 'filter', 'type'], input: 'sql' })] }],
      },
      {
        claim: 'a filter that lacks what it needs is refused where it lies',
        send: find({ type: 'or', filters: [{ type: 'all' }, { type: 'identifier' }] }),
        reply: [422, { detail: [having({ loc: ['body', 'filter', 'filters', 1, 'id'] })] }],
      },
      {
        claim: 'a card gives the source of a suite with a case for each scenario',
        send: ['GET', `${OWN}/card.default/suite_template`],
        reply: [
          200,
          naming('identifier="1"', 'identifier="2"', 'quality_scenarios=["card.default-qas_002"]', 'goal=""'),
        ],
      },
      {
        claim: 'nothing else gives one',
        send: ['GET', `${OWN}/evidence.a/suite_template`],
        reply: [422, { detail: [having({ msg: naming('evidence.a', 'card') })] }],
      },
      {
        claim: 'a card that is not there gives none',
        send: ['GET', `${OWN}/card.none/suite_template`],
        reply: [404, { detail: naming('card.none', 'not found') }],
      },
      {
        claim: 'an artifact that is not there is missing',
        send: ['GET', `${OWN}/evidence.z`],
        reply: [404, { detail: naming('evidence.z', 'not found') }],
      },
      {
        claim: 'a version that is not there has no list',
        send: ['GET', '/api/model/noor-s%20own/version/v2/artifact'],
        reply: [404, { detail: naming('v2', 'not found') }],
      },
      {
        claim: 'a version that is not there has nothing to search',
        send: ['POST', '/api/model/noor-s%20own/version/v2/artifact/search', {}],
        reply: [404, { detail: naming('v2', 'not found') }],
      },
      {
        claim: 'a model-level artifact is not read through a version that is not there',
        send: ['GET', '/api/model/noor-s%20own/version/v2/artifact/card.default'],
        reply: [404, { detail: naming('not found') }],
      },
    ),
  ],
};
