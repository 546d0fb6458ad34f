import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachment } from './attachment';

describe('a download name', () => {
  it('keeps the whole name for browsers that read UTF-8', () => {
    expect(attachment('Straße β card.default r3.json')).toBe(
      `attachment; filename="Stra_e _ card.default r3.json"; filename*=UTF-8''Stra%C3%9Fe%20%CE%B2%20card.default%20r3.json`,
    );
  });

  it('climbs no folder and hides no file', () => {
    expect(attachment('../../etc/passwd')).not.toMatch(/[/\\]|"\./);
  });

  it('holds one line of printable ASCII with one pair of quotes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[ !#-~]+"; filename\*=UTF-8''[\w.!~%-]+$/);
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
