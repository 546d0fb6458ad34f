const TEXT_MAX = 240;
const HEAD = 80;
const SHOWN_MAX = 50_000;

/** Digests and keys; each of them would be base64 as well. */
const isHex = (text: string): boolean => /^(?:[0-9a-f\s]+|[0-9A-F\s]+)$/.test(text);
const isBase64 = (text: string): boolean =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) && !/\s\S{1,20}\s/.test(text);

/** A text in quotes; a long one, such as a pickled function, is folded after its beginning. */
export function LongText({ text }: { readonly text: string }) {
  if (text.length <= TEXT_MAX) return <span className="whitespace-pre-wrap">{JSON.stringify(text)}</span>;
  const kind = isHex(text) ? 'characters of hex' : isBase64(text) ? 'characters of base64' : 'characters';
  return (
    <details className="inline">
      <summary className="inline cursor-pointer">
        {JSON.stringify(text.slice(0, HEAD)).slice(0, -1)}
        <span className="rounded-sm bg-panel px-1 text-ink-3">
          … {text.length.toLocaleString('en')} {kind}
        </span>
      </summary>
      <div className="border-l-2 pl-3 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text.slice(0, SHOWN_MAX)}
        {text.length > SHOWN_MAX ? <span className="text-ink-3"> … the rest is in the raw JSON</span> : null}
      </div>
    </details>
  );
}
