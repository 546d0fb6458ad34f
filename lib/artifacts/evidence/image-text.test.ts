import { describe, expect, it } from 'vitest';
import { imageText } from './image-text';

/** The first bytes of a GIF of one pixel; what follows them is for decoders. */
const gif = (size: number) => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from('GIF89a\u0001\0\u0001\0', 'latin1'));
  return bytes;
};

describe('imageText', () => {
  it.each([
    [10, [16]],
    [57, [76]],
    [58, [76, 4]],
    [114, [76, 76]],
    [1_000, [...Array.from({ length: 17 }, () => 76), 44]],
  ])('ends every line of %i bytes after 76 characters, the last one too', (size, lengths) => {
    const text = imageText(gif(size));
    expect(text.split('\n').map((line) => line.length)).toEqual([...lengths, 0]);
    expect([...Buffer.from(text, 'base64')]).toEqual([...gif(size)]);
  });

  it('takes only the part of a buffer that a view shows', () => {
    const whole = Buffer.concat([Buffer.from('xx'), gif(10), Buffer.from('xx')]);
    expect(imageText(new Uint8Array(whole.buffer, whole.byteOffset + 2, 10))).toBe('R0lGODlhAQABAA==\n');
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['HTML', Buffer.from('<!doctype html><img src=x>')],
    ['a picture that claims to be huge', Buffer.from('GIF89a\u00ff\u00ff\u00ff\u00ff', 'latin1')],
    ['nothing', new Uint8Array(0)],
  ])('refuses %s, whatever its name was', (_, bytes) => {
    expect(() => imageText(bytes)).toThrow(
      expect.objectContaining({ code: 'invalid', issues: [expect.objectContaining({ path: 'image' })] }),
    );
  });

  it('takes 8 MB and no byte more', () => {
    expect(imageText(gif(8 * 1024 * 1024))).toHaveLength(11_184_812 + 147_169);
    expect(() => imageText(gif(8 * 1024 * 1024 + 1))).toThrow('The image has more than 8 MB.');
  });
});
