import { CopyButton } from '../ui/copy-button';
import { highlightPython, type PieceKind } from './highlight';

const INK: Readonly<Record<PieceKind, string>> = {
  word: 'text-code-word',
  text: 'text-code-text',
  number: 'text-code-number',
  name: 'font-semibold',
  remark: 'text-ink-3 italic',
  mark: 'text-code-number',
};

/** More lines than this are one text, without numbers. */
const LINES_MAX = 5_000;

interface CodeBlockProps {
  /** What it is, for who hears it: `Code of accuracy`. */
  readonly label: string;
  readonly code: string;
}

/** Python with its lines numbered and a button that copies it. `#L12` in the address leads to a line. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  const lines = highlightPython(code);
  const many = lines.length === 1 ? 'line' : 'lines';
  return (
    <figure aria-label={label} className="overflow-hidden rounded-md border border-rule">
      <figcaption className="flex items-center justify-between border-b border-rule bg-panel py-1 pr-1 pl-3 text-xs text-ink-3">
        <span>
          Python · {lines.length.toLocaleString('en')} {many}
        </span>
        <CopyButton text={code} label="Copy the code">
          Copy
        </CopyButton>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto bg-lift py-2.5 text-xs/[18px] [tab-size:4]">
        <code className="block w-fit min-w-full">
          {lines.length > LINES_MAX
            ? code
            : lines.map((pieces, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a stored text neither move nor change
                <Line key={n} number={n + 1} pieces={pieces} />
              ))}
        </code>
      </pre>
    </figure>
  );
}

function Line({ number, pieces }: { number: number; pieces: ReturnType<typeof highlightPython>[number] }) {
  return (
    <span id={`L${number}`} className="code-line">
      {pieces.map(({ text, kind }, n) =>
        kind === null ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a stored text neither move nor change
          <span key={n} className={INK[kind]}>
            {text}
          </span>
        ),
      )}
      {'\n'}
    </span>
  );
}
