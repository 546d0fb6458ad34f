import { describe, expect, it } from 'vitest';
import { listStateOf } from './list-state';

const offered = { sorts: ['name', 'created'], filters: { type: ['card', 'suite'], tag: null } } as const;
const requested = (given: Record<string, string | undefined>) => listStateOf('/list', given, offered);

describe('askedList', () => {
  it('asks for the first order and leaves nothing out when the address is bare', () => {
    expect(requested({})).toMatchObject({
      sort: 'name',
      search: '',
      isFiltered: false,
      input: { sort: 'name' },
    });
  });

  it('hands on only orders, filter words and texts that the list takes', () => {
    expect(requested({ sort: 'body', type: 'password', tag: ' ', q: '  ', after: '' }).input).toEqual({
      sort: 'name',
    });
    expect(requested({ sort: 'created', type: 'suite', tag: 'any', q: ' a ', after: 'p' }).input).toEqual({
      sort: 'created',
      type: 'suite',
      tag: 'any',
      search: 'a',
      after: 'p',
    });
  });

  it('tells what an address asks and the list does not have', () => {
    const { unknown, isFiltered } = requested({ sort: 'body', type: 'pass'.repeat(50), tag: 'any', q: 'a' });
    expect(unknown).toEqual([
      { name: 'type', value: 'pass'.repeat(25), known: ['card', 'suite'] },
      { name: 'sort', value: 'body', known: ['name', 'created'] },
    ]);
    expect(isFiltered).toBe(true);
    expect(requested({ sort: 'name', type: 'card', tag: 'any' }).unknown).toEqual([]);
    expect(requested({ sort: ' ', type: '' }).unknown).toEqual([]);
  });

  it('keeps search, filters and order on other pages, and begins at the first page in another order', () => {
    const list = requested({ q: 'a b', type: 'card', sort: 'created', after: 'old' });
    expect(list.page('new')).toBe('/list?q=a+b&type=card&sort=created&after=new');
    expect(list.sorted('name')).toBe('/list?q=a+b&type=card&sort=name');
    expect(list.page(null)).toBeNull();
  });

  it('cuts a search at the length of the longest name', () => {
    expect(requested({ q: 'x'.repeat(500) }).search).toHaveLength(100);
  });
});
