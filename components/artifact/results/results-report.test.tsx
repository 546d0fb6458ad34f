import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { measurement, result, results, suite, testCase } from '../testing/bodies';
import { textOfHtml } from '../testing/text-of-html';
import { ResultsReport } from './results-report';

const html = (body: unknown) =>
  renderToStaticMarkup(
    <ResultsReport
      body={body}
      hrefOfScenario={(id) => `/card#${id.slice(-7)}`}
      hrefOfEvidence={(id) => (id === 'accuracy' ? '/evidence' : null)}
    />,
  );
const text = (body: unknown) => textOfHtml(html(body));

const cases = ['accuracy', 'speed', 'log', 'memory'].map((id) => testCase(id));
const mixed = results(suite(...cases), {
  accuracy: result('Success', 'Accuracy is above 0.9', {
    additional_data: 'Accuracy is above 0.9 - values: ["0.934"]',
    evidence_metadata: { test_case_id: 'accuracy', measurement },
  }),
  speed: result('Failure', 'Slower than 2 s'),
  log: result('Info', 'Look at the log'),
});

describe('ResultsReport', () => {
  it('counts every verdict, and a case without result as one of its own', () => {
    expect(text(mixed)).toContain('1 failed 1 to judge 1 without result 1 passed of 4 test cases');
  });

  it('puts failures first, then what waits for a person, and what passed last', () => {
    const order = [...html(mixed).matchAll(/<li id="result-(\w+)"/g)].map(([, id]) => id);
    expect(order).toEqual(['speed', 'log', 'memory', 'accuracy']);
  });

  it('shows the message once, the value without brackets, and what measured it', () => {
    expect(text(mixed)).toContain(
      'accuracy Goal of accuracy Accuracy is above 0.9 value: 0.934 qas_001 ExternalMeasurement → Real',
    );
  });

  it('shows the cases of one verdict when asked, and the way back to all', () => {
    const hrefOf = (kind: string | null) => `/results${kind === null ? '' : `?verdict=${kind}`}`;
    const markup = renderToStaticMarkup(
      <ResultsReport
        body={mixed}
        hrefOfScenario={() => null}
        hrefOfEvidence={() => null}
        filter={{ only: 'failed', hrefOf }}
      />,
    );
    expect([...markup.matchAll(/<li id="result-(\w+)"/g)].map(([, id]) => id)).toEqual(['speed']);
    expect(markup).toContain('href="/results?verdict=passed"');
    expect(markup).toContain('<a href="/results" class="link text-ink-2">of 4 test cases</a>');
  });

  it('links the scenario of a case, and its evidence where there is some', () => {
    const markup = html(mixed);
    expect(markup).toContain('href="/card#qas_001"');
    expect(markup.match(/href="\/evidence"/g)).toHaveLength(1);
    const withoutEvidence = results(suite(testCase('accuracy')), { accuracy: result('Success', 'by hand') });
    expect(html(withoutEvidence)).not.toContain('href="/evidence"');
  });

  it('tells a judgement by hand from the question that was asked', () => {
    const message = 'Manually validated: the log is fine (original message: Look at (all of) the log)';
    const body = results(suite(testCase('log')), { log: result('Success', message) });
    expect(text(body)).toContain('the log is fine Judged by hand; asked was: Look at (all of) the log');
  });

  it('folds a message of more than 600 characters behind its first words, and keeps all of it', () => {
    const long = `Traceback: ${'a line of the log, '.repeat(100)}end`;
    const markup = html(results(suite(testCase('log')), { log: result('Failure', long) }));
    const [row = ''] = markup.split('<details');
    expect(row).toContain('Traceback: a line of the log,');
    expect(row).toMatch(/a line of the …<\/p>|log, …<\/p>|line …<\/p>|the …<\/p>|of …<\/p>|a …<\/p>/);
    expect(textOfHtml(markup)).toContain(`All ${long.length.toLocaleString('en')} characters ${long}`);
    const short = html(results(suite(testCase('log')), { log: result('Failure', 'x'.repeat(600)) }));
    expect(short).not.toContain('<details');
  });

  it('shows a result whose case the suite copy lacks', () => {
    const body = results(suite(), { stray: result('Failure', 'It broke') });
    expect(text(body)).toContain('It broke Not in the suite that these results carry.');
  });

  it('names a type that it does not know, as no verdict', () => {
    const body = results(suite(), { a: result('Skipped', '') });
    expect(text(body)).toContain('1 without result of 1 test case Skipped a');
  });

  it('is not confused by cases that are called like parts of the language', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const outcomes = JSON.parse(`{"__proto__": {"type": "constructor", "message": "odd"}}`) as object;
    const said = text(results(suite(...names.map((id) => testCase(id))), outcomes));
    expect(said).toContain('of 3 test cases');
    expect(said).toContain('odd');
  });

  it('says that there is no result yet', () => {
    expect(text(results(suite(), {}))).toBe('No test case has a result yet.');
  });
});
