import { typeInSentence } from '@/components/stack-components/type-labels';
import { statusClass } from '@/components/ui/status';

/** What a stack lacks to run a pipeline: said, never refused. */
export function Lacking({ types }: { readonly types: readonly string[] }) {
  if (types.length === 0) return null;
  return <span className={statusClass('stale')}>lacks {listed(types.map(withArticle))}</span>;
}

const withArticle = (type: string): string => {
  const word = typeInSentence(type);
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
};

/** `an orchestrator, a metadata store and an artifact store`. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
