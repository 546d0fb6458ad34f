import type { ReactNode } from 'react';

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;

/** The address without the punctuation of the sentence around it; null when it is none of the web. */
function webAddress(text: string): string | null {
  const trimmed = text.replace(/[.,;:!?)\]}]+$/, '');
  if (!URL.canParse(trimmed)) return null;
  const { protocol, hostname } = new URL(trimmed);
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '' ? trimmed : null;
}

/** As {@link LinkedText} without an element around: for where `whitespace-pre-line` holds already. */
export function linkedText(text: string): ReactNode {
  const nodes: ReactNode[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = webAddress(match[0]);
    if (address === null) continue;
    if (match.index > done) nodes.push(text.slice(done, match.index));
    nodes.push(
      <a key={match.index} href={address} rel="noopener noreferrer nofollow" className="link">
        {address}
      </a>,
    );
    done = match.index + address.length;
  }
  if (nodes.length === 0) return text;
  if (done < text.length) nodes.push(text.slice(done));
  return nodes;
}

/** Text that people wrote, with its lines; only http and https addresses become links. */
export function LinkedText({ text }: { readonly text: string }) {
  return <span className="whitespace-pre-line [overflow-wrap:anywhere]">{linkedText(text)}</span>;
}
