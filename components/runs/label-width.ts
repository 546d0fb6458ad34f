/** Pixels of 12 px sans: measured on Geist, rounded up. */
const WIDE = 12.5;
const CAPITAL = 8.4;
const PLAIN = 6.9;
const SLIM = 4.2;

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  // Scripts of East Asia, and emoji.
  if (code >= 0x1100 && (code < 0x1200 || code >= 0x2e80)) return WIDE;
  if (/[A-ZMWmw_@%]/.test(character)) return CAPITAL;
  return /[fijlrt.,:;'|!()[\] -]/.test(character) ? SLIM : PLAIN;
}

/** A text cut, with an ellipsis, to what fits into `most` pixels of a graph's font, and how wide that is at most. */
export function fitLabel(text: string, most: number): { readonly text: string; readonly width: number } {
  let width = 0;
  let fits = '';
  for (const character of text) {
    const wide = widthOf(character);
    if (width + wide > most) {
      while (fits !== '' && width + WIDE > most) {
        const last = Array.from(fits).at(-1) ?? '';
        fits = fits.slice(0, -last.length);
        width -= widthOf(last);
      }
      return { text: `${fits}…`, width: Math.ceil(width + WIDE) };
    }
    width += wide;
    fits += character;
  }
  return { text: fits, width: Math.ceil(width) };
}
