import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PrintFoot } from './print-foot';

const style = (lines: readonly string[]): string => renderToStaticMarkup(<PrintFoot lines={lines} />);

it('writes address and hash to the foot of each sheet, one below the other, and the number of the sheet', () => {
  const text = style(['http://store.example/a/1@2', 'SHA-256 ab12']);
  expect(text).toContain('@bottom-left{content:"http://store.example/a/1@2" "\\A" "SHA-256 ab12";');
  expect(text).toContain('@bottom-right{content:counter(page)" / "counter(pages);');
});

it('keeps any text inside its string: nothing ends the string, the rule or the element', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 }), (lines) => {
      const text = style(lines);
      const content = /@bottom-left\{content:(.*?);font:/su.exec(text)?.[1] ?? '';
      const read = [...content.matchAll(/"((?:\\[0-9a-f]+ |\\A|[^"\\\n<])*)"/gu)]
        .map(([, inner = '']) => inner)
        .filter((inner) => inner !== '\\A')
        .map((inner) =>
          inner.replace(/\\([0-9a-f]+) /gu, (_, code: string) =>
            String.fromCodePoint(Number.parseInt(code, 16)),
          ),
        );
      expect(read).toEqual(lines);
      expect(text.match(/<\/style>/gu)).toHaveLength(1);
    }),
  );
});
