import { describe, expect, it } from 'vitest';
import { url } from '@/lib/core/urls';
import { wayBack } from './way-back';

describe('the way back to a form', () => {
  it('carries what was made beside what was typed', () => {
    const back = url.newStack('', { name: 'gpu', artifact_store: 's3' });
    expect(wayBack(back, { orchestrator: 'gke' })).toBe(
      '/new-stack?name=gpu&artifact_store=s3&orchestrator=gke',
    );
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\\\elsewhere.example',
    'javascript:alert(1)',
  ])('never leads to another site: %s', (back) => {
    expect(wayBack(back, { orchestrator: 'gke' })).toBe('/?orchestrator=gke');
  });

  it('is none for who came from nowhere', () => {
    expect(wayBack(undefined, { orchestrator: 'gke' })).toBeNull();
    expect(wayBack('', { orchestrator: 'gke' })).toBeNull();
  });
});
