import { among, type Chapter, having, listOf, naming } from '../exchange';
import { lacking, still } from './cast';

const entry = (name: string, parent: string | null = null, description = 'as people say') => ({
  name,
  description,
  parent,
});
const ORPHAN = 'Parent None does not exist in list qa_categories';

/** Custom lists. The client's own store of them never signs in: its caller did. */
export const lists: Chapter = {
  title: 'custom lists',
  exchanges: [
    ...still('rosa')(
      {
        claim: 'there are five lists, in the order that clients show',
        send: ['GET', '/api/custom_lists'],
        reply: [200, ['classification', 'problem_types', 'tags', 'qa_categories', 'quality_attributes']],
      },
      {
        claim: 'a list is given whole',
        send: ['GET', '/api/custom_list/quality_attributes'],
        reply: [200, listOf(30)],
      },
      {
        claim: 'each entry with its description and its parent',
        send: ['GET', '/api/custom_list/classification'],
        reply: [200, among(having({ name: 'PII', parent: null }), having({ name: 'CUI', parent: null }))],
      },
      {
        claim: 'quality attributes have a parent list',
        send: ['GET', '/api/custom_list/quality_attributes/parent'],
        reply: [200, 'qa_categories'],
      },
      {
        claim: 'no other list has one, which is null and not an error',
        send: ['GET', '/api/custom_list/tags/parent'],
        reply: [200, null],
      },
      {
        claim: 'a list that there is none of is missing',
        send: ['GET', '/api/custom_list/colours'],
        reply: [404, { detail: naming('colours', 'not found') }],
      },
      {
        claim: 'and has no parent',
        send: ['GET', '/api/custom_list/colours/parent'],
        reply: [404, { detail: naming('colours', 'not found') }],
      },
      {
        claim: 'who may add entries adds one',
        send: ['POST', '/api/custom_list/tags/entry', entry('Leaves & stems')],
        reply: [200, entry('Leaves & stems')],
      },
      {
        claim: 'an entry is read by its name, percent-encoded',
        send: ['GET', '/api/custom_list/tags/entry/Leaves%20%26%20stems'],
        reply: [200, entry('Leaves & stems')],
      },
      {
        claim: 'the same entry again is a conflict',
        send: ['POST', '/api/custom_list/tags/entry', entry('Leaves & stems')],
        reply: [409, { detail: naming('Leaves & stems', 'tags', 'already exists') }],
      },
      {
        claim: 'names of entries are exact: other letters are another entry',
        send: ['POST', '/api/custom_list/tags/entry', entry('leaves & stems')],
        reply: [200, entry('leaves & stems')],
      },
      {
        claim: 'an entry is changed in place',
        send: ['PUT', '/api/custom_list/tags/entry', entry('Leaves & stems', null, 'what grows')],
        reply: [200, entry('Leaves & stems', null, 'what grows')],
      },
      {
        claim: 'an entry that is not there is not changed',
        send: ['PUT', '/api/custom_list/tags/entry', entry('Roots')],
        reply: [404, { detail: naming('Roots') }],
      },
      {
        claim: 'an entry that is not there is missing',
        send: ['GET', '/api/custom_list/tags/entry/Roots'],
        reply: [404, { detail: naming('Roots', 'not found') }],
      },
      {
        claim: 'a category is made like any entry',
        send: ['POST', '/api/custom_list/qa_categories/entry', entry('Gardening')],
        reply: [200, entry('Gardening')],
      },
      {
        claim: 'a quality attribute goes into a category',
        send: ['POST', '/api/custom_list/quality_attributes/entry', entry('Wilting Resistance', 'Gardening')],
        reply: [200, entry('Wilting Resistance', 'Gardening')],
      },
      {
        claim: 'a quality attribute without a category is refused in the words that clients know',
        send: ['POST', '/api/custom_list/quality_attributes/entry', entry('Stray')],
        reply: [404, { detail: ORPHAN }],
      },
      {
        claim: 'so is one in a category that is not there',
        send: ['POST', '/api/custom_list/quality_attributes/entry', entry('Stray', 'Cooking')],
        reply: [404, { detail: naming('Cooking', 'qa_categories') }],
      },
      {
        claim: 'a parent where none belongs is refused with the field',
        send: ['POST', '/api/custom_list/tags/entry', entry('Stray', 'Gardening')],
        reply: [422, { detail: [having({ loc: ['body', 'parent'], input: 'Gardening' })] }],
      },
      {
        claim: 'an entry without a name is refused',
        send: ['POST', '/api/custom_list/tags/entry', { description: '' }],
        reply: [422, { detail: [having({ loc: ['body', 'name'] })] }],
      },
      {
        claim: 'deleting a category gives it back',
        send: ['DELETE', '/api/custom_list/qa_categories/entry/Gardening'],
        reply: [200, entry('Gardening')],
      },
      {
        claim: 'and takes its quality attributes along',
        send: ['GET', '/api/custom_list/quality_attributes/entry/Wilting%20Resistance'],
        reply: [404, { detail: naming('Wilting Resistance', 'not found') }],
      },
      {
        claim: 'what is gone cannot be deleted',
        send: ['DELETE', '/api/custom_list/qa_categories/entry/Gardening'],
        reply: [404, { detail: naming('Gardening', 'not found') }],
      },
    ),
    ...still('ivo')(
      {
        claim: 'who may only read lists adds nothing, and is told what that takes',
        send: ['POST', '/api/custom_list/tags/entry', entry('Fruit')],
        reply: [403, lacking('custom_list:create')],
      },
      {
        claim: 'changes nothing',
        send: ['PUT', '/api/custom_list/tags/entry', entry('leaves & stems')],
        reply: [403, lacking('custom_list:update')],
      },
      {
        claim: 'and deletes nothing',
        send: ['DELETE', '/api/custom_list/tags/entry/leaves%20%26%20stems'],
        reply: [403, lacking('custom_list:delete')],
      },
    ),
    {
      claim: 'lists are not read without credentials',
      send: ['GET', '/api/custom_lists'],
      reply: [401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Bearer' }],
    },
  ],
};
