import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { report, result, results, suite, testCase } from '../testing/bodies';
import { textOfHtml } from '../testing/text-of-html';
import { ReportDocument } from './report-document';

const html = (body: unknown) =>
  renderToStaticMarkup(
    <ReportDocument body={body} hrefOfEvidence={() => null} hrefOfSource={(type, id) => `/${type}/${id}`} />,
  );
const text = (body: unknown) => textOfHtml(html(body));

describe('ReportDocument', () => {
  it('holds comments, results, card and suite in one document', () => {
    const titles = [...html(report()).matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, title]) =>
      textOfHtml(title ?? ''),
    );
    expect(titles).toEqual(['Comments 1', 'Results', 'Negotiation card', 'Test suite']);
    expect(text(report())).toContain('Good enough for the pilot.');
  });

  it('says of each requirement what its test cases came to', () => {
    const two = suite(
      testCase('accuracy'),
      testCase('speed', { qas_list: ['card.default-qas_001', 'card.default-qas_002'] }),
    );
    const outcomes = { accuracy: result('Success', 'fine'), speed: result('Failure', 'slow') };
    const said = text(report({ test_suite: two, test_results: results(two, outcomes) }));
    expect(said).toMatch(/qas_001 Robustness .*? Failed 1 of 2 test cases qas_002/);
    expect(said).toMatch(/qas_002 Robustness .*? Failed 1 test case qas_003/);
    expect(said).toMatch(/qas_003 Robustness .*? Not covered/);
  });

  it('never calls a requirement passed while one of its cases has no result', () => {
    const two = suite(testCase('accuracy'), testCase('speed'));
    const body = report({
      test_suite: two,
      test_results: results(two, { accuracy: result('Success', 'fine') }),
    });
    expect(text(body)).toMatch(/qas_001 Robustness .*? No result 1 of 2 test cases/);
  });

  it('leads from results and suite to the card on the same page, and to the artifacts that were copied', () => {
    const markup = html(report());
    expect(markup.match(/href="#qas_001" title/g)?.length).toBeGreaterThanOrEqual(3);
    expect(markup).toContain('href="/card/card.default"');
    expect(markup).toContain('href="/results/results.default"');
  });

  it('finds an artifact whose id the report gives without its type', () => {
    const markup = html(report({ negotiation_card_id: 'default', test_suite_id: '', test_results_id: null }));
    expect(markup).toContain('href="/card/card.default"');
    expect(markup.match(/copy of/g)).toHaveLength(1);
  });

  it('says when the results were made against another copy of the suite', () => {
    const warning = 'The results were made against another copy of the suite';
    expect(text(report())).not.toContain(warning);
    expect(text(report({ test_suite: suite(testCase('accuracy', { goal: 'changed' })) }))).toContain(warning);
  });

  it('starts card and suite on pages of their own in print', () => {
    expect(html(report()).match(/print:break-before-page/g)).toHaveLength(2);
  });

  it('reads a report whose parts are missing', () => {
    expect(text({ artifact_type: 'report' })).toContain('No test case has a result yet.');
  });

  it('names the part that does not read', () => {
    const said = text(report({ test_results: { artifact_type: 'results', results: ['accuracy'] } }));
    expect(said).toContain('test_results.results should be an object but is a list.');
  });
});
