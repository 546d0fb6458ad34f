import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration';
import { renamedConfiguration } from './renamed';

const uuid = '6656a83d-77d0-4371-b0ac-3e81f2f65095';
const renamed = (text: string, change: { name: string; uuid?: string }): string =>
  renamedConfiguration(readConfiguration(text), change).text;

describe('a configuration under another name', () => {
  it.each([
    [
      'bare',
      `retries: 86400.0\nname: k8s # ours\nuuid: ${uuid}\n`,
      `retries: 86400.0\nname: k8s-2 # ours\nuuid: ${uuid}\n`,
    ],
    [
      'quoted',
      `{"name": "k8s", "big": 9007199254740993, uuid: ${uuid}}`,
      `{"name": k8s-2, "big": 9007199254740993, uuid: ${uuid}}`,
    ],
  ])('keeps all else character for character (%s)', (_label, text, expected) => {
    expect(renamed(text, { name: 'k8s-2' })).toBe(expected);
  });

  it('is quoted where YAML 1.1 would take it for a date, and takes another uuid', () => {
    const other = '00000000-77d0-4371-b0ac-3e81f2f65095';
    expect(renamed(`name: 2022-05\nuuid: ${uuid}\n`, { name: '2022-05-2', uuid: other })).toBe(
      `name: "2022-05-2"\nuuid: "${other}"\n`,
    );
  });

  it('is written anew where the name has a block of its own', () => {
    expect(renamed(`name: |-\n  k8s\nuuid: ${uuid}\n`, { name: 'k8s-2' })).toBe(
      `name: k8s-2\nuuid: ${uuid}\n`,
    );
  });
});
