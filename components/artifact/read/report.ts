import { exactText } from '@/lib/json/exact-number';
import { type Card, readCard } from './card';
import { at, type Reading, textOf } from './reading';
import { type Results, readResults } from './results';
import { readSuite, type Suite } from './suite';

export interface Report {
  readonly cardId: string;
  readonly card: Card;
  readonly suiteId: string;
  readonly suite: Suite;
  readonly resultsId: string;
  readonly results: Results;
  /** The results carry their own copy of the suite; true when it differs from the report's. */
  readonly isJudgedAgainstOtherSuite: boolean;
  readonly comments: readonly string[];
}

const FIELDS = [
  'artifact_type',
  'negotiation_card_id',
  'negotiation_card',
  'test_suite_id',
  'test_suite',
  'test_results_id',
  'test_results',
  'comments',
];

/** Some clients leave the type out of an id: `default` is `card.default`. '' when absent. */
function identifierOf(type: string, posted: unknown): string {
  const id = textOf(posted);
  return id === '' || id.startsWith(`${type}.`) ? id : `${type}.${id}`;
}

/** A report of any release: copies of a card, a suite and results, with comments. */
export function readReport(reading: Reading, posted: unknown, path: string): Report {
  const body = reading.object(posted, path, FIELDS);
  const suite = readSuite(reading, body['test_suite'], at(path, 'test_suite'));
  const results = readResults(reading, body['test_results'], at(path, 'test_results'));
  const comments = reading.objects(body['comments'], at(path, 'comments'), (item, here) =>
    textOf(reading.object(item, here, ['content'])['content']),
  );
  return {
    cardId: identifierOf('card', body['negotiation_card_id']),
    card: readCard(reading, body['negotiation_card'], at(path, 'negotiation_card')),
    suiteId: identifierOf('suite', body['test_suite_id']),
    suite,
    resultsId: identifierOf('results', body['test_results_id']),
    results,
    isJudgedAgainstOtherSuite:
      results.suite.cases.length > 0 && exactText(suite) !== exactText(results.suite),
    comments: comments.filter((comment) => comment !== ''),
  };
}
