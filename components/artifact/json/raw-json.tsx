import { indentJson } from './indent-json';

/** Beyond this the page shows the beginning and refers to the download. */
const CHARACTERS_MAX = 2_000_000;
/** A longer line (a pickled function, an image) is folded after its beginning. */
const LINE_MAX = 400;
const LINE_HEAD = 88;
/** Lines per block: the browser lays out only the blocks in view. */
const BLOCK = 400;
const LINE_HEIGHT = 18;

function FoldedLine({ line }: { readonly line: string }) {
  return (
    <div>
      {line.slice(0, LINE_HEAD)}
      <details className="inline">
        <summary className="inline cursor-pointer rounded-sm bg-panel px-1 text-ink-3">
          … {(line.length - LINE_HEAD).toLocaleString('en')} more characters
        </summary>
        {line.slice(LINE_HEAD)}
      </details>
    </div>
  );
}

/** Neighbouring short lines are one text; only folded ones are elements of their own. */
function Block({ lines }: { readonly lines: readonly string[] }) {
  const parts: (string | string[])[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (line.length > LINE_MAX) parts.push(line);
    else if (Array.isArray(last)) last.push(line);
    else parts.push([line]);
  }
  return (
    <div
      className="[content-visibility:auto]"
      style={{ containIntrinsicBlockSize: `auto ${lines.length * LINE_HEIGHT}px` }}
    >
      {parts.map((part, index) =>
        Array.isArray(part) ? (
          `${part.join('\n')}\n`
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a stored text neither move nor change
          <FoldedLine key={index} line={part} />
        ),
      )}
    </div>
  );
}

/** The stored text, indented; nothing is parsed, so every digit is as posted. */
export function RawJson({ text }: { readonly text: string }) {
  const isCut = text.length > CHARACTERS_MAX;
  const lines = indentJson(isCut ? text.slice(0, CHARACTERS_MAX) : text);
  const blocks = Array.from({ length: Math.ceil(lines.length / BLOCK) }, (_, index) =>
    lines.slice(index * BLOCK, (index + 1) * BLOCK),
  );
  return (
    <>
      <div className="border-y py-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere] [tab-size:2]">
        {blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a stored text neither move nor change
          <Block key={index} lines={block} />
        ))}
      </div>
      {isCut ? (
        <p className="mt-2 text-ink-3">
          The first {CHARACTERS_MAX.toLocaleString('en')} of {text.length.toLocaleString('en')} characters;
          the download has them all.
        </p>
      ) : null}
    </>
  );
}
