import { afterEach, describe, expect, it } from 'vitest';
import { isHiddenInViews } from '@/lib/core/hidden-in-views';
import { closeGates, openGate } from '@/lib/testing/gate';

afterEach(closeGates);

const SESSION = 'assay.session=x';

/** Asks a gate before which the session of every cookie views as ada. */
async function asker(viewed: () => Promise<string | null> = async () => 'ada') {
  let lookups = 0;
  const { port } = await openGate({
    viewedBy: async (headers) => {
      lookups += 1;
      return headers.get('cookie')?.includes('session') === true ? viewed() : null;
    },
  });
  const ask = async (method: string, path: string, cookie: string | null = SESSION, more = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: 'manual',
      headers: { Origin: `http://127.0.0.1:${port}`, ...(cookie !== null && { cookie }), ...more },
    });
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  };
  return { ask, lookups: () => lookups };
}

/** The address under which a handler was asked. */
const urlIn = (text: string): string => (JSON.parse(text) as { url: string }).url;

describe('the gate and a session that views as somebody', () => {
  it('lets it read, and looks at the session of none that only reads', async () => {
    const { ask, lookups } = await asker();
    for (const path of ['/', '/projects/default', '/api/v1/projects', '/admin/people/ada'])
      for (const method of ['GET', 'HEAD']) expect((await ask(method, path)).status).toBe(200);
    expect(lookups()).toBe(0);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s at every door, and says why', async (method) => {
    const { ask } = await asker();
    for (const path of [
      '/',
      '/viewing',
      '/projects/default',
      '/api/v1/tokens',
      '/api/model',
      '/p/x/api/model',
    ])
      for (const more of [{}, { 'Next-Action': 'a'.repeat(42) }, { Authorization: 'Bearer x' }]) {
        const { status, text } = await ask(method, path, SESSION, more);
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('You are viewing as ada: nothing can be changed.');
      }
  });

  it('lets it stop, and sign out, and nothing beside these', async () => {
    const { ask } = await asker();
    for (const path of ['/viewing/stop', '/sign-out']) expect((await ask('POST', path)).status).toBe(200);
    for (const path of ['/viewing/stop/x', '/sign-out/', '/x/sign-out', '/sign%2Dout', '/api/auth/signout'])
      expect([path, (await ask('POST', path)).status]).toEqual([path, 403]);
  });

  it('knows the session by all names of its cookie, and lets others through', async () => {
    const { ask } = await asker();
    for (const cookie of [
      'a=b; assay.session=x',
      '__Host-assay.session=x',
      'assay.session.0=x; assay.session.1=y',
      'a=b; assay.session =x',
    ])
      expect((await ask('POST', '/', cookie)).status).toBe(403);
    for (const cookie of [null, 'theme=dark', 'assay.project=default'])
      expect((await ask('POST', '/', cookie)).status).toBe(200);
    const none = await asker(async () => null);
    expect((await none.ask('POST', '/')).status).toBe(200);
  });

  it('leads from pages that views hide to that of what is not there', async () => {
    const { ask } = await asker();
    for (const path of ['/account', '/account/', '/%61ccount', '/join/x', '/admin/tokens?q=a', '/import/0a'])
      expect([path, (await ask('GET', path)).to]).toEqual([path, '/nothing']);
    expect(urlIn((await ask('GET', '/account', null)).text)).toBe('/account');
    const none = await asker(async () => null);
    expect(urlIn((await none.ask('GET', '/account')).text)).toBe('/account');
  });

  it('lets nothing hidden or written through where it cannot tell', async () => {
    const { ask } = await asker(() => Promise.reject(new Error('down')));
    for (const [method, path] of [
      ['GET', '/account'],
      ['POST', '/projects'],
    ] as const)
      expect((await ask(method, path)).status).toBe(503);
    expect((await ask('GET', '/projects')).status).toBe(200);
  });

  it('has a browser that began a view load whole pages, and no other', async () => {
    const { ask } = await asker();
    const began = `${SESSION}; assay.viewing=1`;
    expect(await ask('GET', '/projects', began, { RSC: '1' })).toMatchObject({
      status: 200,
      text: 'Load the whole page.\n',
    });
    expect(urlIn((await ask('GET', '/projects', began)).text)).toBe('/projects');
    expect(urlIn((await ask('GET', '/projects', SESSION, { RSC: '1' })).text)).toBe('/projects');
  });
});

describe('what views hide', () => {
  it('is one’s own, what opens accounts, and nothing else', () => {
    for (const path of [
      '/account',
      '/welcome',
      '/new-password/x',
      '/admin/sessions',
      '/admin/people/a%20b/password',
    ])
      expect([path, isHiddenInViews(path)]).toEqual([path, true]);
    for (const path of [
      '/',
      '/import',
      '/accounts',
      '/admin/people/account',
      '/admin/people/ada/edit',
      '/admin/teams',
    ])
      expect([path, isHiddenInViews(path)]).toEqual([path, false]);
  });
});
