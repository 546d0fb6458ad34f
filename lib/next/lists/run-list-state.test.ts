import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runListStateOf } from './run-list-state';

const requested = (parameters: Record<string, string>) => runListStateOf('garden', parameters);

describe('the filters of a list of runs', () => {
  it('reach the verb, days as the instants that they begin and end with', () => {
    const parameters = {
      pipeline: 'flower',
      stack: 'gke',
      user: 'aria',
      commit: '4f21',
      status: 'failed',
      since: '2022-05-20',
      until: '2022-05-20',
      q: 'x',
    };
    expect(requested(parameters).input).toEqual({
      pipeline: 'flower',
      stack: 'gke',
      user: 'aria',
      commit: '4f21',
      status: 'failed',
      search: 'x',
      since: new Date('2022-05-20T00:00:00Z'),
      until: new Date('2022-05-21T00:00:00Z'),
    });
  });

  it('are taken away one by one', () => {
    const { filters } = requested({ pipeline: 'flower', stack: 'gke', q: 'x' });
    expect(filters.map(({ name, withoutHref }) => [name, withoutHref])).toEqual([
      ['pipeline', '/projects/garden/runs?q=x&stack=gke'],
      ['stack', '/projects/garden/runs?q=x&pipeline=flower'],
    ]);
  });

  it.each([
    [{ commit: 'xyz1' }, /hex digits/],
    [{ commit: '4f2' }, /at least four/],
    [{ since: '2022-02-30' }, /no day/],
    [{ until: 'yesterday' }, /no day/],
    [{ until: '9999-12-31' }, /no day/],
  ])('that make no sense choose nothing and say why: %j', (parameters, why) => {
    const { filters, input } = requested(parameters);
    expect(filters[0]?.problem).toMatch(why);
    expect(input).toEqual({});
  });

  it('know no other status', () => {
    expect(requested({ status: 'sleeping' })).toMatchObject({ filters: [], input: {} });
  });

  it('survive any address', () => {
    const words = ['pipeline', 'commit', 'status', 'since', 'until', 'q', 'after', 'sort', '__proto__'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...words), fc.string()), (parameters) => {
        const { since, until } = requested(parameters).input;
        for (const at of [since, until]) expect(Number.isNaN(at?.getTime() ?? 0)).toBe(false);
      }),
    );
  });
});
