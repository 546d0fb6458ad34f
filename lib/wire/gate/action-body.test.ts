import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { actionProblem } from './action-body';

/** An action that looks at a state and a form: bits 110000 of its id. */
const TWO = `60${'0'.repeat(40)}`;
const ONE = `40${'0'.repeat(40)}`;
const STATE = '[{"status":"idle","values":{"a":"$$b"},"shown":"$undefined","at":0}]';

async function problem(
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = new Response(form);
  const request = new IncomingMessage(new Socket());
  request.headers = { 'content-type': response.headers.get('content-type') ?? '', ...headers };
  return actionProblem(request, Buffer.from(await response.arrayBuffer()));
}

describe('bodies for actions', () => {
  it.each([
    ['fields of no action', { name: 'x' }, {}],
    [
      'a form sent by script',
      { '0': `[${STATE.slice(1, -1)},"$K1"]`, '1_name': 'x' },
      { 'next-action': TWO },
    ],
    [
      'a form sent without script',
      { $ACTION_REF_1: '', '$ACTION_1:0': `{"id":"${TWO}","bound":"$@1"}`, '$ACTION_1:1': STATE },
      {},
    ],
    ['a form without a state', { [`$ACTION_ID_${ONE}`]: '' }, {}],
    ['a call with nothing but a form', { '0': '["$K1"]' }, { 'next-action': ONE }],
    ['an action that nobody can tell about', { '0': '["$K1"]' }, { 'next-action': `7f${'0'.repeat(40)}` }],
    ['an action of another build', { '0': '[]' }, { 'next-action': 'old' }],
  ])('let through %s', async (_, fields, headers) => {
    expect(await problem(fields, headers)).toBeNull();
  });

  it('let through the empty list that a call without arguments is', async () => {
    const request = new IncomingMessage(new Socket());
    const call = (id: string, text: string) => {
      request.headers = { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id };
      return actionProblem(request, Buffer.from(text));
    };
    expect(await call(`00${'0'.repeat(40)}`, '[]')).toBeNull();
    expect(await call(`00${'0'.repeat(40)}`, '["$F1"]')).not.toBeNull();
    expect(await call(TWO, '[]')).not.toBeNull();
  });

  it.each([
    ['no arguments', { name: 'x' }, { 'next-action': TWO }],
    ['too few', { '0': '["$K1"]' }, { 'next-action': TWO }],
    ['a value where the form belongs', { '0': '[{},{"status":"idle"},"$K1"]' }, { 'next-action': TWO }],
    [
      'a value bound where the form belongs',
      { $ACTION_REF_1: '', '$ACTION_1:0': `{"id":"${TWO}","bound":"$@1"}`, '$ACTION_1:1': '[{},{}]' },
      {},
    ],
    ['no form among them', { '0': '[1,2]' }, { 'next-action': TWO }],
    ['a reference to nothing', { '0': '["$1:a:b","$K1"]' }, { 'next-action': TWO }],
    ['a server reference', { '0': '[["$F1"],"$K1"]' }, { 'next-action': TWO }],
    ['a number that is none', { '0': '["$nabc","$K1"]' }, { 'next-action': TWO }],
    ['broken JSON', { '0': '{bad' }, { 'next-action': TWO }],
    ['text instead of a form', {}, { 'next-action': TWO, 'content-type': 'text/plain;charset=UTF-8' }],
    ['another boundary', { a: 'b' }, { 'content-type': 'multipart/form-data; boundary=other' }],
    ['no boundary', { a: 'b' }, { 'content-type': 'multipart/form-data' }],
    ['a control character in a name', { '1_\u0000': 'b' }, {}],
    ['a name of 17,000 letters', { ['a'.repeat(17_000)]: 'b' }, {}],
    ['no description', { $ACTION_REF_1: '' }, {}],
    ['a broken description', { $ACTION_REF_1: '', '$ACTION_1:0': '{bad' }, {}],
    ['nothing bound', { $ACTION_REF_1: '', '$ACTION_1:0': `{"id":"${TWO}","bound":null}` }, {}],
    ['a missing bound part', { $ACTION_REF_1: '', '$ACTION_1:0': `{"id":"${TWO}","bound":"$@1"}` }, {}],
    ['a direct call that lacks its state', { [`$ACTION_ID_${TWO}`]: '' }, {}],
    ['an unknown field of the protocol', { $ACTION_X: '' }, {}],
  ])('refuse %s', async (_, fields, headers) => {
    expect(await problem(fields, headers)).toMatch(/cannot be read|takes a form/);
  });
});
