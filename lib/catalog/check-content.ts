import type { Executor } from '@/db/client';
import { knownEntries } from '@/db/queries/lists';
import { type Issue, invalid } from '@/lib/core/domain-error';
import type { EntryContent } from './catalog-entry';

/** Characters: of code, of each other text, and how many tags one entry may bear. */
const LIMITS = { code: 500_000, text: 50_000, tags: 100 } as const;

/**
 * Throws `invalid` unless tags and quality attribute are in their lists and the texts can be kept: every complaint at
 * once. Words match exactly, as clients check them.
 */
export async function checkContent(executor: Executor, content: EntryContent): Promise<void> {
  const issues = textIssues(content);
  const { tags, qualityAttribute } = content;
  if (tags.length > LIMITS.tags)
    throw invalid([...issues, { path: 'tags', message: `An entry bears at most ${LIMITS.tags} tags.` }]);
  const words = [...tags, qualityAttribute].map((word) => word.replaceAll('\0', '\u0001'));
  const known = await knownEntries(executor, ['tags', 'quality_attributes'], words);
  for (const tag of tags)
    if (!known.has(`tags/${tag}`))
      issues.push(wrongWord('tags', `'${shown(tag)}' is not in the custom list tags.`, tag));
  if (qualityAttribute !== '' && !known.has(`quality_attributes/${qualityAttribute}`))
    issues.push(
      wrongWord(
        'qualityAttribute',
        `'${shown(qualityAttribute)}' is not in the custom list quality_attributes.`,
        qualityAttribute,
      ),
    );
  if (issues.length > 0) throw invalid(issues);
}

function textIssues({ code, description, inputs, output }: EntryContent): Issue[] {
  const issues: Issue[] = [];
  for (const [path, label, text, most] of [
    ['code', 'Code', code, LIMITS.code],
    ['description', 'Description', description ?? '', LIMITS.text],
    ['inputs', 'Inputs', inputs ?? '', LIMITS.text],
    ['output', 'Output', output ?? '', LIMITS.text],
  ] as const) {
    if (text.length > most)
      issues.push({ path, message: `${label} must have ${most.toLocaleString('en')} characters at most.` });
    if (/[\0\p{Cs}]/u.test(text))
      issues.push({ path, message: `${label} must not hold a NUL or half a character.` });
  }
  return issues;
}

const wrongWord = (path: string, message: string, value: string): Issue => ({ path, message, value });

/** A word in a message, shortened. */
const shown = (word: string): string => (word.length > 80 ? `${word.slice(0, 80)}…` : word);
