import { describe, expect, it } from 'vitest';
import { FormFields } from './fields';

function sent(pairs: readonly (readonly [string, string])[]): FormFields {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return new FormFields(data);
}

describe('what a form sent', () => {
  it('comes back after a refusal without passwords and secrets', () => {
    const fields = sent([
      ['name', 'ada'],
      ['password', 'a'],
      ['currentPassword', 'b'],
      ['newPassword', 'c'],
      ['again', 'd'],
      ['secret', 'e'],
      ['$ACTION_REF_1', ''],
    ]);
    expect(fields.echo()).toEqual({ name: 'ada' });
  });

  it('is refused where a field came twice', () => {
    expect(() =>
      sent([
        ['name', 'a'],
        ['name', 'b'],
      ]).text('name'),
    ).toThrow('more than once');
  });

  it('keeps the line ends that were typed', () => {
    expect(sent([['body', '{\r\n}']]).text('body')).toBe('{\n}');
  });

  it('gathers numbered fields, and no others that begin alike', () => {
    const fields = sent([
      ['tags.3', 'Audio'],
      ['tags.0', 'Tabular'],
      ['tags.x', 'no'],
      ['tags', 'no'],
      ['tagsy.1', 'no'],
    ]);
    expect(fields.numbered('tags')).toEqual(['Audio', 'Tabular']);
  });

  it('refuses names below another that no form sends, and numbers that came twice', () => {
    expect(() => sent([['tags.Audio!', 'on']]).numbered('tags')).toThrow('no field of this form');
    const twice = sent([
      ['tags.0', 'a'],
      ['tags.0', 'b'],
    ]);
    expect(() => twice.numbered('tags')).toThrow('more than once');
  });

  it('takes a revision for a whole number and nothing else', () => {
    expect(sent([['n', '12']]).whole('n')).toBe(12);
    for (const text of ['', '-1', '1.5', '1e3', '0x1', '12345678901'])
      expect(() => sent([['n', text]]).whole('n'), text).toThrow('whole number');
  });
});
