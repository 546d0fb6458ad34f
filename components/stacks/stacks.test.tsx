import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Lacking } from './lacking';
import { stackVerdict } from './stack-verdict';

const textOf = (types: readonly string[]) =>
  renderToStaticMarkup(<Lacking types={types} />).replace(/<[^>]*>/g, '');

describe('what a stack lacks', () => {
  it('is told in words with their articles, and not at all where nothing is', () => {
    expect(textOf(['orchestrator'])).toBe('lacks an orchestrator');
    expect(textOf(['orchestrator', 'metadata_store', 'artifact_store'])).toBe(
      'lacks an orchestrator, a metadata store and an artifact store',
    );
    expect(renderToStaticMarkup(<Lacking types={[]} />)).toBe('');
  });

  it('stands in the hallmark before how many components it has', () => {
    const components = ['oven'];
    expect(stackVerdict({ components, lacks: [] })).toEqual({ kind: 'none', text: '1 component' });
    expect(stackVerdict({ components, lacks: ['metadata_store'] })).toMatchObject({
      kind: 'stale',
      text: 'lacks metadata store',
    });
    expect(stackVerdict({ components, lacks: ['orchestrator', 'metadata_store'] }).text).toBe(
      'lacks 2 types',
    );
  });
});
