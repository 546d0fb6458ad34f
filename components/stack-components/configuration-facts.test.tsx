import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { MASK } from '@/lib/stacks/configurations/secrets';
import { ConfigurationFacts } from './configuration-facts';
import { TYPES, typeInSentence, typeLabels } from './type-labels';

const textOf = (fields: Parameters<typeof ConfigurationFacts>[0]['fields']) =>
  renderToStaticMarkup(<ConfigurationFacts fields={fields} />).replace(/<[^>]*>/g, ' ');

describe('ConfigurationFacts', () => {
  it('says that a secret is stored, alone, nested and inside an address, and never draws the mask itself', () => {
    const text = textOf({ key: MASK, kwargs: { deep: [MASK] }, uri: `mysql://zen:${MASK}@db/zen` });
    expect(text.match(/secret, stored/g)).toHaveLength(3);
    expect(text).not.toContain(MASK);
    expect(text).toMatch(/mysql:\/\/zen:.*@db\/zen/);
  });

  it('names what is empty in one line, and keeps false and 0, which are values', () => {
    const text = textOf({ name: 'x', token: null, a: '', b: {}, c: [], flag: false, count: 0 });
    expect(text).toMatch(/Not set:\s+token, a, b, c/);
    expect(text).toMatch(/flag\s+false/);
    expect(text).toMatch(/count\s+0/);
  });

  it('shows markup in a value as text', () => {
    expect(renderToStaticMarkup(<ConfigurationFacts fields={{ path: '<b>x</b>' }} />)).not.toContain('<b>');
  });

  it('leaves out name and uuid, which the page tells', () => {
    expect(textOf({ name: 'oven', uuid: 'u' })).toContain('nothing to set');
  });
});

describe('typeWords', () => {
  it('has words for every type, and gives unknown ones spaces', () => {
    expect(TYPES).toHaveLength(12);
    expect(typeLabels('container_registry').many).toBe('Container registries');
    expect(typeInSentence('toString')).toBe('tostring');
    expect(typeLabels('toaster_oven').one).toBe('Toaster oven');
  });
});
