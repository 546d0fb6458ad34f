import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { card, scenario } from '../testing/bodies';
import { textOfHtml } from '../testing/text-of-html';
import { CardDocument } from './card-document';

const html = (body: unknown) => renderToStaticMarkup(<CardDocument body={body} />);
const text = (body: unknown) => textOfHtml(html(body));

describe('CardDocument', () => {
  it('gives each of 21 scenarios its anchor and a link to it', () => {
    const markup = html(card(21));
    const anchors = [...markup.matchAll(/<li id="(qas_\d+)"/g)].map(([, id]) => id);
    expect(anchors).toHaveLength(21);
    expect(anchors).toContain('qas_021');
    expect(markup).toContain('href="#qas_021"');
  });

  it('draws 200 scenarios, each once', () => {
    expect(html(card(200)).match(/<li id="qas_/g)).toHaveLength(200);
  });

  it('writes a scenario as sentences', () => {
    expect(html(card(1)).replace(/<[^>]*>/g, '')).toContain(
      'The sorter sees a cracked egg from the north conveyor during night shift. The egg is set aside in 99 of 100 cases.',
    );
  });

  it('names the quality and the whole id of a scenario', () => {
    expect(text(card(1))).toContain('qas_001 Robustness');
    expect(html(card(1))).toContain('title="card.default-qas_001"');
  });

  it('puts a table of contents before a long card and none before a short one', () => {
    expect(html(card(21))).toContain('aria-label="Contents of this card"');
    expect(html(card(2))).not.toContain('aria-label="Contents of this card"');
  });

  it('sets development and production side by side, with a dash where one is silent', () => {
    expect(text(card(0))).toContain('Resource Development Production GPU 2 0 Main memory 64 GB 2 GB');
    const oneSided = { ...card(0).model, production_compute_resources: { cpu: '4' } };
    expect(text(card(0, { model: oneSided }))).toContain('CPU – 4');
  });

  it('shows a resource of an older release under its own name', () => {
    const model = { development_compute_resources: { memory: '8 GB', fpga: '1' } };
    expect(text(card(0, { model }))).toContain('Memory 8 GB – fpga 1 –');
  });

  it('tells goals with their metrics and today’s values', () => {
    expect(text(card(0))).toContain('Fewer broken eggs breakage · baseline 4 in 1,000');
  });

  it('leaves out rows of a table in which nothing is written', () => {
    const blank = { name: '', description: '', type: '', expected_values: '' };
    const data = [{ description: 'Eggs', fields: [blank], labels: [{ name: null }] }];
    expect(text(card(0, { data }))).toContain('Not stated: purpose, source, classification');
    expect(html(card(0, { data }))).not.toContain('>Fields<');
  });

  it('links the web address of a source without the full stop behind it', () => {
    expect(html(card(0))).toContain('href="https://eggs.example/2026?week=1"');
  });

  it('says in one line what an empty card leaves out', () => {
    expect(text({ artifact_type: 'card' })).toBe(
      'This card does not yet speak of: goals, context, risks, requirements, data, model.',
    );
  });

  it('reads null where older releases wrote null', () => {
    const system = { goals: null, problem_type: null, task: null, usage_context: null, risks: null };
    const data = [{ description: 'Eggs', classification: null, labels: null, fields: null }];
    const body = card(1, { system, data, model: null });
    expect(text(body)).toContain('This card does not yet speak of: goals, context, risks, model.');
  });

  it('shows fields that it does not know, at any depth', () => {
    const body = { ...card(0), owner: 'aria', system_requirements: [scenario(1, { priority: 'high' })] };
    expect(text(body)).toContain('2 further fields that Assay does not interpret');
    expect(text(body)).toContain('system_requirements[0].priority "high"');
  });

  it('gives one anchor to an id that is there twice', () => {
    const body = card(0, { system_requirements: [scenario(1), scenario(1)] });
    expect(html(body).match(/id="qas_001"/g)).toHaveLength(1);
  });

  it('puts the verdict of the page beside each scenario', () => {
    const markup = renderToStaticMarkup(
      <CardDocument body={card(2)} verdictOf={(id) => ({ kind: id.endsWith('1') ? 'failed' : 'passed' })} />,
    );
    expect(textOfHtml(markup)).toMatch(/qas_001 .* Failed qas_002 .* Passed/);
  });

  it('leads from a scenario to the test cases that name it, and says where there are none', () => {
    const of = (id: string) =>
      id.endsWith('1') ? [{ label: 'accuracy', href: '/suite#case-accuracy', isFormer: false }] : [];
    const markup = renderToStaticMarkup(
      <CardDocument body={card(2)} tests={{ of, summary: '1 of 2 is tested' }} />,
    );
    expect(textOfHtml(markup)).toMatch(
      /1 of 2 is tested qas_001 .* Tested by accuracy qas_002 .* No test case yet\./,
    );
    expect(markup).toContain('href="/suite#case-accuracy"');
    expect(html(card(2))).not.toContain('Tested by');
  });

  it('says of cases that tested another requirement of an id that they do not test this one', () => {
    const former = { label: 'accuracy', href: '/suite#case-accuracy', isFormer: true };
    const own = { label: 'drift', href: '/suite#case-drift', isFormer: false };
    const of = (id: string) => (id.endsWith('1') ? [former] : [former, own]);
    const said = textOfHtml(
      renderToStaticMarkup(<CardDocument body={card(2)} tests={{ of, summary: '' }} />),
    );
    expect(said).toMatch(
      /qas_001 .* No test case yet\. accuracy tested another requirement that had this id\. Once the suite is written anew, it counts again\. qas_002 .* Tested by drift accuracy tested/,
    );
  });

  it('shows a card whose requirements are no list as it is stored, and says why', () => {
    const said = text({ artifact_type: 'card', system_requirements: 'many' });
    expect(said).toContain('This body does not read as a negotiation card.');
    expect(said).toContain('system_requirements should be a list but is text.');
    expect(said).toContain('"many"');
  });
});
