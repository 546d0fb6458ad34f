const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** A unit as pint writes it, `meter / second ** 2 * kilogram`, for people: `meter / second² · kilogram`. */
export function unitText(unit: string): string {
  return unit
    .replace(/\s*\*\*\s*(-?\d+)(?:\.0\b)?(?!\.?\d)/g, (_, power: string) =>
      [...power].map((char) => SUPERSCRIPT[char] ?? char).join(''),
    )
    .replace(/(?<!\*)\*(?!\*)/g, '·');
}

/** `1234567` → `1,234,567`; anything that is no plain integer stays as posted. */
export function numberText(text: string): string {
  return /^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
}
