import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sniffImage } from '@/lib/core/sniff-image';
import { ImageValue } from './image-value';

const base64 = (bytes: readonly number[] | string) =>
  Buffer.from(bytes as string, typeof bytes === 'string' ? 'latin1' : undefined).toString('base64');

const png = (width: number, height: number) => {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return base64(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${size.toString('latin1')}\b\x06\0\0\0`);
};
const gif = base64('GIF89a\x07\0\x05\0\0\0\0');
const jpeg = base64([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 9, 0, 11, 3, 0, 0, 0, 0]);
const webp = base64(`RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x03\0\0\x04\0\0\0\0`);

describe('sniffImage', () => {
  it.each([
    ['image/png', png(3, 2), 3, 2],
    ['image/gif', gif, 7, 5],
    ['image/jpeg', jpeg, 11, 9],
    ['image/webp', webp, 4, 5],
  ])('recognises %s by its first bytes and reads its size', (mime, data, width, height) => {
    const read = sniffImage(data);
    expect(read).toMatchObject({ ok: true, image: { mime, width, height } });
  });

  it('reads base64 with a line end every 76 characters', () => {
    const lines = png(3, 2).replace(/(.{10})/g, '$1\n');
    expect(sniffImage(lines)).toMatchObject({ ok: true, image: { base64: png(3, 2) } });
  });

  it.each([
    ['an SVG', base64('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['HTML', base64('<!doctype html><script>alert(1)</script>')],
    ['a PDF', base64('%PDF-1.7')],
    ['a cut PNG', base64('\x89PNG\r\n\x1a\n')],
    ['a picture without extent', png(0, 5)],
    ['a picture of 90,000 by 90,000 pixels', png(90_000, 90_000)],
    ['a long thin picture', png(20_000, 1)],
    ['text that is no base64', 'data:image/png;base64,AAAA'],
    ['base64 with a quote in it', `${gif}"onerror=`],
    ['nothing', ''],
  ])('refuses %s with a sentence', (_, data) => {
    const read = sniffImage(data);
    expect(read.ok ? '' : read.why).toMatch(/^The (image|evidence) .*\.$/);
    expect(renderToStaticMarkup(<ImageValue base64={data} alt="x" />)).not.toContain('<img');
  });

  it('survives any bytes behind a right beginning', () => {
    const beginning = fc.constantFrom('\xff\xd8\xff', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8 ', '\x89PNG\r\n\x1a\n');
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 80 }), (start, rest) => {
        sniffImage(base64(start + Buffer.from(rest).toString('latin1')));
      }),
    );
  });

  it('gives the picture its size, so that the page does not jump', () => {
    const html = renderToStaticMarkup(<ImageValue base64={png(3, 2)} alt="Confusion matrix" />);
    expect(html).toContain(
      `<img src="data:image/png;base64,${png(3, 2)}" alt="Confusion matrix" width="3" height="2"`,
    );
  });
});
