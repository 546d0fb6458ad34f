import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CopyButton } from './copy-button';
import { Facts } from './facts';
import { RelativeTime } from './relative-time';
import { Status } from './status';
import { instantText, relativeText, shortDayText, untilText } from './time-text';

const now = new Date('2026-03-10T12:00:00Z');
const earlier = (ms: number) => new Date(now.getTime() - ms);
const HOUR = 3_600_000;

describe('RelativeTime', () => {
  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [5 * 60_000, '5 min'],
    [HOUR, '1 h'],
    [23.9 * HOUR, '23 h'],
    [24 * HOUR, '1 d'],
    [29 * 24 * HOUR, '29 d'],
    [30 * 24 * HOUR, '8 Feb 2026'],
    [-2 * HOUR, 'in 2 h'],
  ])('says %d ms before now as %s', (ms, text) => {
    expect(relativeText(earlier(ms), now).text).toBe(text);
  });

  it('carries the exact time for people on hover and for machines', () => {
    const html = renderToStaticMarkup(<RelativeTime at={earlier(2 * HOUR)} now={now} ago />);
    expect(html).toContain('dateTime="2026-03-10T10:00:00.000Z"');
    expect(html).toContain('title="10 Mar 2026, 10:00:00 UTC"');
    expect(html).toContain('>2 h ago<');
  });

  it('survives a time that is none', () => {
    expect(renderToStaticMarkup(<RelativeTime at={new Date(Number.NaN)} now={now} />)).toContain(
      'unknown time',
    );
    expect(instantText(new Date(Number.NaN))).toBe('unknown time');
  });

  it('writes days of the hallmark in nine characters', () => {
    expect(shortDayText(new Date('2025-09-05T23:59:59Z'))).toBe('05 Sep 25');
  });
});

describe('an end', () => {
  it('is told by the last day that it leaves, as it was given', () => {
    expect(untilText(new Date('2100-01-01T00:00:00Z'))).toBe('31 Dec 2099');
    expect(untilText(new Date('2099-12-31T09:30:00Z'))).toBe('31 Dec 2099');
    expect(untilText(new Date('not a time'))).toBe('unknown time');
  });
});

describe('marks', () => {
  it('gives a status a word beside its shape', () => {
    const html = renderToStaticMarkup(<Status kind="judge" />);
    expect(html).toContain('shape-judge');
    expect(html).toContain('To judge');
  });

  it('leaves out facts without a value and keeps zero', () => {
    const facts = [
      { term: 'Task', value: '' },
      { term: 'Risks', value: null },
      { term: 'Cases', value: 0 },
    ];
    const html = renderToStaticMarkup(<Facts facts={facts} />);
    expect(html).not.toContain('Task');
    expect(html).not.toContain('Risks');
    expect(html).toContain('Cases');
    expect(renderToStaticMarkup(<Facts facts={facts.slice(0, 2)} />)).toBe('');
  });

  it('does not show a copy button where no script can run it', () => {
    expect(renderToStaticMarkup(<CopyButton text="x" label="Copy link" />)).toContain('invisible');
  });
});
