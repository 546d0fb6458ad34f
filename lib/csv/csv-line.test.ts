import { describe, expect, it } from 'vitest';
import { csvLine } from './csv-line';

describe('a line of a CSV file', () => {
  it('ends with a return and a newline, and leaves empty what is not there', () => {
    expect(csvLine(['a', null, 3, ''])).toBe('a,,3,\r\n');
  });

  it('quotes what would end a cell or a line, and doubles quotes', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
  });

  it('leaves numbers of ours as they are, negative ones too', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
