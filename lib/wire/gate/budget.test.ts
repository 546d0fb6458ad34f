import { describe, expect, it } from 'vitest';
import { type Admission, Budgets, callerOf } from './budget';

const who = (credential: string | null, address = '10.0.0.1') => ({ credential, address });
const left = (entry: Admission, status = 200) => {
  if (!('leave' in entry)) throw new Error('was refused');
  entry.leave(status);
};

describe('Budgets', () => {
  it('lets a quiet caller make a burst, refuses what goes beyond, and fills up with time', async () => {
    let now = 0;
    const budgets = new Budgets({ burst: 3, perSecond: 2 }, () => now);
    for (let n = 0; n < 3; n += 1) left(await budgets.enter(who('ada')));
    expect(await budgets.enter(who('ada'))).toEqual({ retryAfter: 1 });
    now += 500;
    left(await budgets.enter(who('ada')));
    expect(await budgets.enter(who('ada'))).toEqual({ retryAfter: 1 });
  });

  it('charges nobody for what another one asks', async () => {
    const budgets = new Budgets({ burst: 2, atOnce: 1, waiting: 0 });
    const working = await budgets.enter(who('ada'));
    expect(await budgets.enter(who('ada'))).toEqual({ retryAfter: 1 });
    left(await budgets.enter(who('bob')));
    left(await budgets.enter(who(null)));
    left(working);
  });

  it('lets requests wait for their turn in the order they came, and only so many', async () => {
    const budgets = new Budgets({ atOnce: 1, waiting: 2 });
    const first = await budgets.enter(who('ada'));
    const done: number[] = [];
    const later = [1, 2].map(async (n) => {
      const entry = await budgets.enter(who('ada'));
      done.push(n);
      left(entry);
    });
    await Promise.resolve();
    expect(await budgets.enter(who('ada'))).toEqual({ retryAfter: 1 });
    expect(done).toEqual([]);
    left(first);
    await Promise.all(later);
    expect(done).toEqual([1, 2]);
    left(await budgets.enter(who('ada')));
  });

  it('gains nobody anything to make credentials up', async () => {
    const budgets = new Budgets({ burst: 3, perSecond: 0.001 });
    left(await budgets.enter(who('real')), 200);
    for (let n = 0; n < 3; n += 1) left(await budgets.enter(who(`made up ${n}`)), 401);
    expect(await budgets.enter(who('made up 4'))).toHaveProperty('retryAfter');
    left(await budgets.enter(who('real')));
    left(await budgets.enter(who('made up elsewhere', '10.0.0.2')), 401);
  });

  it('remembers a bounded number of callers, and never forgets one at work', async () => {
    const budgets = new Budgets({ callers: 10, atOnce: 1, waiting: 0 });
    const working = await budgets.enter(who('at work'));
    for (let n = 0; n < 100; n += 1) left(await budgets.enter(who(`caller ${n}`)));
    expect(budgets.size).toBeLessThanOrEqual(12);
    expect(await budgets.enter(who('at work'))).toEqual({ retryAfter: 1 });
    left(working);
  });
});

describe('callerOf', () => {
  const of = (headers: Record<string, string>, path = '/', address = '10.0.0.1') =>
    callerOf({ headers } as never, address, path);
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it('tells ZenML clients apart by the token in their address: they all send the same user name', () => {
    const [ada, bob] = ['ada', 'bob'].map((name) =>
      of(basic('default:'), `/api/zenml/assay_zenml_${name}/stacks`),
    );
    expect(ada?.credential).not.toBe(bob?.credential);
    expect(of(basic('other:'), '/api/zenml/assay_zenml_ada/users').credential).toBe(ada?.credential);
    expect(of({}, '/api/zenml/assay_zenml_ada').credential).toBe(ada?.credential);
    expect(ada?.credential).not.toContain('assay');
  });

  it('takes a user name without a token for that of one address: anybody can send it', () => {
    const here = of(basic('default:'), '/api/zenml/stacks');
    expect(of(basic('default:'), '/api/zenml/stacks', '10.0.0.2').credential).not.toBe(here.credential);
    expect(of(basic('default:'), '/api/zenml/users').credential).toBe(here.credential);
  });

  it('tells callers apart by token or session, and keeps neither', () => {
    const token = of({ authorization: 'Bearer secret' });
    expect(token.credential).not.toBeNull();
    expect(token.credential).not.toContain('secret');
    expect(of({ cookie: 'a=1; assay.session=secret' }).credential).not.toBe(token.credential);
    expect(of({ cookie: '__Host-assay.session=x' })).toEqual(of({ cookie: 'b=2; assay.session=x; c=3' }));
    expect(of({ cookie: 'my-assay.session=x' })).toEqual({ credential: null, address: '10.0.0.1' });
  });
});
