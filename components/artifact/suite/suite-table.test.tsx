import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { suite, testCase, validator } from '../testing/bodies';
import { textOfHtml } from '../testing/text-of-html';
import { dedent } from './dedent';
import { SuiteTable } from './suite-table';

const hrefOf = (id: string) => (id.endsWith('999') ? null : `/card#${id.slice(-7)}`);
const html = (body: unknown, scenarioIds?: readonly string[]) =>
  renderToStaticMarkup(
    <SuiteTable
      body={body}
      hrefOfScenario={hrefOf}
      {...(scenarioIds === undefined ? {} : { scenarioIds })}
    />,
  );
const text = (body: unknown, scenarioIds?: readonly string[]) => textOfHtml(html(body, scenarioIds));

describe('SuiteTable', () => {
  it('leads from a test case to its scenarios on the card', () => {
    const markup = html(suite(testCase('accuracy')));
    expect(markup).toContain('<tr id="case-accuracy"');
    expect(markup).toContain('href="/card#qas_001"');
  });

  it('does not link a scenario that no card holds', () => {
    const markup = html(suite(testCase('accuracy', { qas_list: ['card.default-qas_999'] })));
    expect(markup).not.toContain('href="/card');
    expect(markup).toContain('card.default-qas_999: on no card that is known here');
  });

  it('says a validator in words and never shows the pickled function', () => {
    const body = suite(testCase('accuracy'));
    expect(text(body)).toContain(
      'Real greater than 0.9 Threshold 0.9 lambda real: real.value > 0.9 Pass Accuracy is above 0.9 Fail Accuracy is not above 0.9',
    );
    expect(html(body)).not.toContain('gASV');
  });

  it('names a unit among the arguments by its name', () => {
    const made = validator({ creator_function: 'less_than', creator_args: ['30', "<Unit('percent')>"] });
    expect(text(suite(testCase('cpu', { validator: made })))).toContain('Real less than 30 percent');
  });

  it('marks a case that a person judges', () => {
    const byHand = validator({ success: null, failure: null, info: 'Look at the log', bool_exp_str: null });
    const said = text(suite(testCase('log', { validator: byHand })));
    expect(said).toContain('By hand Look at the log');
    expect(said).not.toContain('Pass');
  });

  it('uses the messages that newer releases add where there are no others', () => {
    const silent = validator({
      success: null,
      failure: null,
      default_success: 'ok',
      default_failure: 'not ok',
    });
    expect(text(suite(testCase('a', { validator: silent })))).toContain('Pass ok Fail not ok');
  });

  it('shortens a measurement class and keeps the whole name on hover', () => {
    const body = suite(testCase('accuracy'));
    expect(text(body)).toContain('ExternalMeasurement → Real function metrics.accuracy');
    expect(html(body)).toContain('title="mlte.measurement.external_measurement.ExternalMeasurement → ');
  });

  it('draws a case that has nothing but an id, and one without even that', () => {
    expect(text(suite({ identifier: 'bare' }, {}))).toBe('Test cases Test case bare no id');
  });

  it('counts which requirements have a test case, and names those that have none', () => {
    const ids = ['card.default-qas_001', 'card.default-qas_002'];
    const said = text(suite(testCase('accuracy')), ids);
    expect(said).toContain('1 of 2 requirements has a test case. Without one: qas_002');
    expect(text(suite(testCase('accuracy')))).not.toContain('requirements has');
  });

  it('counts no case for a requirement that became another one since, and says so', () => {
    const ids = ['card.default-qas_001', 'card.default-qas_002'];
    const said = textOfHtml(
      renderToStaticMarkup(
        <SuiteTable
          body={suite(testCase('accuracy'))}
          hrefOfScenario={hrefOf}
          scenarioIds={ids}
          renewedIds={['card.default-qas_001']}
        />,
      ),
    );
    expect(said).toContain('0 of 2 requirements have a test case.');
    expect(said).toContain('Another requirement since this suite was written: qas_001');
  });

  it('names ids that the suite speaks of and no card holds', () => {
    const body = suite(testCase('a', { qas_list: ['card.default-qas_999'] }));
    expect(text(body, ['card.default-qas_001'])).toContain('Named here, but on no card: qas_999');
  });

  it('leads to the cases that test no requirement, once it knows the requirements', () => {
    const body = suite(testCase('a'), testCase('b', { qas_list: [] }));
    expect(text(body, ['card.default-qas_001'])).toContain('Tests no requirement: b');
    expect(html(body, ['card.default-qas_001'])).toContain('<a href="#case-b"');
    expect(text(body)).not.toContain('Tests no requirement');
  });

  it('says that a suite is empty', () => {
    expect(text(suite())).toBe('This suite has no test case yet.');
  });
});

describe('dedent', () => {
  it('takes off the indentation that all later lines share', () => {
    expect(dedent('all(\n        a\n          b\n\n        )')).toBe('all(\na\n  b\n\n)');
    expect(dedent('one line')).toBe('one line');
  });
});
