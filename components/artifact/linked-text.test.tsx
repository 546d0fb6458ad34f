import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LinkedText } from './linked-text';

const hrefs = (text: string) =>
  [...renderToStaticMarkup(<LinkedText text={text} />).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe('LinkedText', () => {
  it('links web addresses without the punctuation around them', () => {
    expect(hrefs('See (https://a.example/x), http://b.example/?q=1&r=2.')).toEqual([
      'https://a.example/x',
      'http://b.example/?q=1&amp;r=2',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    'https://',
    'http://[',
    'xhttps://a.example',
  ])('does not link %s', (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  it('leaves every character of the text in place', () => {
    const text = 'a https://a.example/x. b\nhttps://b.example';
    expect(renderToStaticMarkup(<LinkedText text={text} />).replace(/<[^>]*>/g, '')).toBe(text);
  });
});
