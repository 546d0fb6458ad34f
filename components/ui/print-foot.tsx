interface PrintFootProps {
  /** What stands at the foot of each sheet: an address that holds for ever, and what proves the content. */
  readonly lines: readonly string[];
}

/**
 * The foot of each sheet of a printed page, with its number. Browsers that know no margin boxes (Firefox, Safari) print
 * their own; all of it also stands among the facts.
 */
export function PrintFoot({ lines }: PrintFootProps) {
  const left = lines.map(cssText).join(' "\\A" ');
  return (
    <style>{`@page{@bottom-left{content:${left};${BOX}}@bottom-right{content:counter(page)" / "counter(pages);${BOX}}}`}</style>
  );
}

/** Of the whole width the text takes what it needs; a margin box has no variables of the page. */
const BOX =
  'font:7.5pt/1.5 ui-monospace,monospace;color:#555;white-space:pre-wrap;vertical-align:top;padding-top:4mm';

/** A CSS string; what could end it, or the element, by its code point. */
const cssText = (text: string): string =>
  `"${text.replace(/[^ !#-;=?-[\]-~]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;
