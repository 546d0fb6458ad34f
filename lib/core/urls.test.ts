import { describe, expect, it } from 'vitest';
import { projectOf, queryText, url, withQuery } from './urls';

describe('addresses', () => {
  it('leave empty parameters out', () => {
    expect(queryText({ q: '', type: undefined, sort: 'name' })).toBe('?sort=name');
    expect(queryText({})).toBe('');
  });

  it('hand a catalog entry to a suite that is there, or to a new one', () => {
    const entry = { catalog: 'local', identifier: 'a/b c' };
    expect(url.suiteWithEntry({ project: 'p', model: 'm', suite: 'suite.default' }, entry)).toBe(
      '/projects/p/models/m/artifacts/suite.default/edit?catalog=local&entry=a%2Fb+c',
    );
    expect(url.suiteWithEntry({ project: 'p', model: 'm', suite: null }, entry)).toBe(
      '/projects/p/models/m/new/artifact?type=suite&catalog=local&entry=a%2Fb+c',
    );
  });

  it('say which project they lie in', () => {
    expect(projectOf(url.model('a b', 'm'))).toBe('a b');
    expect(projectOf(url.lists())).toBeNull();
  });
});

describe('an address with more parameters', () => {
  it('keeps those that it has, replaces those of the same name, and encodes', () => {
    expect(withQuery('/new-stack?from=a&orchestrator=old', { orchestrator: 'a&b=c', name: 'x y' })).toBe(
      '/new-stack?from=a&orchestrator=a%26b%3Dc&name=x+y',
    );
    expect(withQuery('/stacks', {})).toBe('/stacks');
  });
});
