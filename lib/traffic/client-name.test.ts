import { describe, expect, it } from 'vitest';
import { clientNameOf, statedClient } from './client-name';

describe('the name of a client', () => {
  it.each([
    ['python-requests/2.27.1', 'python-requests', '2.27.1'],
    ['curl/8.5.0', 'curl', '8.5.0'],
    ['Python-urllib', 'Python-urllib', ''],
    ['node', 'node', ''],
    ['apex/1.0 (linux; secret machine name)', 'apex', '1.0'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0', 'browser', ''],
    ['<script>alert(1)</script>', '-', ''],
    ['', '-', ''],
    [null, '-', ''],
  ])('in %j is %s', (userAgent, name, version) => {
    expect(clientNameOf(userAgent)).toEqual({ name, version });
  });

  it('is cut, and so is its version', () => {
    const { name, version } = clientNameOf(`${'n'.repeat(5_000)}/${'1'.repeat(5_000)}`);
    expect([name.length, version.length]).toEqual([60, 40]);
  });

  it('that it states itself holds no other characters than one in a header', () => {
    expect(statedClient('zenml', '0.8.1')).toEqual({ name: 'zenml', version: '0.8.1' });
    expect(statedClient('zenml', '0.8 <b>\n\u0000')).toEqual({ name: 'zenml', version: '0.8__b___' });
    expect(statedClient('zenml', '9'.repeat(300)).version).toHaveLength(40);
  });
});
