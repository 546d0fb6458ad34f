import { TYPE_WORDS } from '@/components/models/summary-labels';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { queryText } from '@/lib/core/urls';
import { EDITORS } from './editors/editors';

const ABOUT: Readonly<Record<ArtifactType, string>> = {
  card: 'What was negotiated: goals, risks, requirements as scenarios, data, and the model.',
  suite: 'Test cases, each tied to the scenarios that it is to show.',
  evidence: 'One measured value, or an image, a table or a remark, for a test case.',
  results: 'What each test case of a suite came out as.',
  report: 'Card, suite and results of a version in one document, with comments.',
};

/** What can be made here, each with a sentence. */
export function ArtifactTypes({ types, here }: { types: readonly ArtifactType[]; here: string }) {
  return (
    <ul className="max-w-[560px] border-t">
      {types.map((type) => (
        <li key={type} className="border-b">
          <a
            href={`${here}${queryText({ type, as: EDITORS[type] === undefined ? 'json' : undefined })}`}
            className="block py-2.5 hover:bg-panel hover:no-underline"
          >
            <span className="font-medium">{TYPE_WORDS[type].one}</span>
            <span className="block text-ink-2">{ABOUT[type]}</span>
          </a>
        </li>
      ))}
      <li className="py-2.5 text-ink-3">
        Or{' '}
        <a href={`${here}${queryText({ as: 'json' })}`} className="link">
          write one as JSON
        </a>
        .
      </li>
    </ul>
  );
}
