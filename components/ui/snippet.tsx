import { CopyButton } from './copy-button';

interface SnippetProps {
  /** Where the lines go: `Python, mlte 2.3`, `Shell`. */
  readonly title: string;
  readonly code: string;
}

/** Lines to paste, with a button that copies them. */
export function Snippet({ title, code }: SnippetProps) {
  return (
    <figure className="overflow-hidden rounded-md border border-rule">
      <figcaption className="flex items-center justify-between border-b border-rule bg-panel py-1 pr-1 pl-3 text-xs text-ink-3">
        {title}
        <CopyButton text={code} label={`Copy the ${title} lines`}>
          Copy
        </CopyButton>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto bg-lift px-3 py-2.5 text-xs/[18px]">
        {code}
      </pre>
    </figure>
  );
}
