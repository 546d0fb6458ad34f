import { describe, expect, it } from 'vitest';
import { parseLayoutPath, RootFinder } from './layout';
import { StoreNames } from './manifest';

const placeOf = (path: string, kind: 'file' | 'folder', root: string) =>
  parseLayoutPath(path, kind, root, new StoreNames(null));

function rootOf(paths: readonly string[]): string {
  const finder = new RootFinder();
  for (const path of paths) finder.see(path);
  return finder.root();
}

describe('RootFinder', () => {
  it('finds a store at the top and in one folder there', () => {
    expect(rootOf(['readme.md', 'models/m/card.default.json'])).toBe('');
    expect(rootOf(['my store/users/users/a.json', '__MACOSX/my store/._x'])).toBe('my store/');
  });

  it('refuses what holds none or several', () => {
    expect(() => rootOf(['a/b/models/m/card.default.json', 'x.json'])).toThrow(/There is no MLTE store/);
    expect(() => rootOf(['b/models/m', 'a/models/m'])).toThrow(/more than one MLTE store in it: b, a/);
  });
});

describe('placeOf', () => {
  it.each([
    ['models/m', 'folder', { kind: 'model', model: 'm' }],
    ['models/a___b/1.0', 'folder', { kind: 'version', model: 'a/b', version: '1.0' }],
    ['models/m/1.0/empty.txt', 'file', { kind: 'version', model: 'm', version: '1.0' }],
    ['models/m/1.0/deeper', 'folder', { kind: 'structure' }],
    [
      'models/m/card.default.json',
      'file',
      { kind: 'artifact', type: 'card', model: 'm', version: null, name: 'card.default' },
    ],
    [
      'models/m/v/evidence.a___b.json',
      'file',
      { kind: 'artifact', type: 'evidence', model: 'm', version: 'v', name: 'evidence.a/b' },
    ],
    ['models/m/v/notes.json', 'file', { kind: 'foreign' }],
    ['models/m/v/._card.default.json', 'file', { kind: 'foreign' }],
    ['models/stray.json', 'file', { kind: 'foreign' }],
    ['models/m/v/w/card.default.json', 'file', { kind: 'foreign' }],
    ['custom_lists/tags/NLP.json', 'file', { kind: 'list_entry', list: 'tags', name: 'NLP' }],
    ['catalogs/local/entries/a.json', 'file', { kind: 'catalog_entry', catalog: 'local', name: 'a' }],
    ['catalogs/local/a.json', 'file', { kind: 'foreign' }],
    ['users/users/ada.json', 'file', { kind: 'user', name: 'ada' }],
    ['users/groups/g.json', 'file', { kind: 'group', name: 'g' }],
    ['users/permissions/model-get.json', 'file', { kind: 'permission', name: 'model-get' }],
    ['users/__proto__/x.json', 'file', { kind: 'foreign' }],
    ['users', 'folder', { kind: 'structure' }],
    ['LICENSE', 'file', { kind: 'foreign' }],
  ] as const)('takes %s (a %s) apart', (path, kind, expected) => {
    const isOfModel = ['model', 'version', 'artifact'].includes(expected.kind);
    const whole = isOfModel ? { project: null, ...expected } : expected;
    expect(placeOf(path, kind, '')).toEqual(whole);
    expect(placeOf(`root/${path}`, kind, 'root/')).toEqual(whole);
  });

  it('calls what lies beside the root foreign', () => {
    expect(placeOf('models/m', 'folder', 'root/')).toEqual({ kind: 'foreign' });
    expect(placeOf('root', 'folder', 'root/')).toEqual({ kind: 'structure' });
  });
});
