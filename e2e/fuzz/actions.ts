import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { anyText, json, payload } from '../../lib/testing/nasty';
import { value } from './names';
import { address, PAGES } from './pages';
import {
  type FuzzRequest,
  headerText,
  inHeader,
  mostly,
  pageHeaders,
  pathOf,
  query,
  who,
  words,
} from './parts';

/** A server action of the build, by its id, and the pages that have it. */
interface Action {
  readonly id: string;
  readonly name: string;
  readonly pages: readonly string[];
}

/** The actions of the build that stands in `.next`, by their names: their ids change with each build. */
function builtActions(): readonly Action[] {
  const file = path.join('.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>;
  };
  return Object.entries(node)
    .map(([id, { workers, filename, exportedName }]) => ({
      id,
      name: `${filename} ${exportedName}`,
      pages: Object.keys(workers)
        .map((worker) => address(worker.split('/').slice(1, -1)))
        .sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const FIELDS = words(`
  name project model version type expectedUpdatedAt stack description artifact to from release password again overwrite
  id component body act yaml verdict suite staged source run results profile parent order kind flavor identifier format
  expiresInDays commitUrl code catalog list file tags.0 newPassword currentPassword qualityAttribute inputs output`);

interface Field {
  readonly name: string;
  readonly value: string;
  /** The name of the file that the value is the content of, or null for a plain field. */
  readonly file: string | null;
}

const field: fc.Arbitrary<Field> = fc.record({
  name: mostly(FIELDS, anyText),
  value: mostly(
    value,
    json.map((it) => JSON.stringify(it) ?? ''),
    5,
  ),
  file: mostly(fc.constant(null), anyText),
});

const BOUNDARY = 'fuzz-boundary';
const quoted = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

function multipart(fields: readonly Field[]): string {
  const parts = fields.map(({ name, value: content, file }) => {
    const ofFile =
      file === null ? '' : `; filename="${quoted(file)}"\r\nContent-Type: application/octet-stream`;
    const disposition = `Content-Disposition: form-data; name="${quoted(name)}"${ofFile}`;
    return `--${BOUNDARY}\r\n${disposition}\r\n\r\n${content}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

const hidden = (name: string, content: string): Field => ({ name, value: content, file: null });

/** How an action is called: by script, by a form without script, or by something that only looks like either. */
const call = (action: Action): fc.Arbitrary<Pick<FuzzRequest, 'headers' | 'body'>> =>
  fc
    .record({
      fields: fc.array(field, { maxLength: 6 }),
      bound: mostly(fc.constant<unknown[]>([]), fc.array(json, { maxLength: 2 })),
      how: words('script script form form odd'),
      id: mostly(fc.constant(action.id), anyText),
      odd: fc.oneof(payload, words(`[] ["$K1"] ["$F1"] --${BOUNDARY} --${BOUNDARY}--`), fc.constant('')),
      oddType: words(`multipart/form-data;boundary=${BOUNDARY} multipart/form-data text/plain`),
    })
    .map(({ fields, bound, how, id, odd, oddType }) => {
      const typed = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
      const named = { 'Next-Action': inHeader(id) };
      if (how === 'odd')
        return { headers: { 'Content-Type': oddType, ...(odd.length % 2 === 1 && named) }, body: odd };
      const state = [...bound, { status: 'idle' }];
      if (how === 'script') {
        const sent = fields.map((one) => ({ ...one, name: `1_${one.name}` }));
        const args = hidden('0', JSON.stringify([...state, '$K1']));
        return { headers: { ...typed, ...named }, body: multipart([...sent, args]) };
      }
      const reference = [
        hidden('$ACTION_REF_1', ''),
        hidden('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' })),
        hidden('$ACTION_1:1', JSON.stringify(state)),
      ];
      return { headers: typed, body: multipart([...reference, ...fields]) };
    });

/** What is sent to a page: a form to an action of the build, where the action is at home. */
export const toAction = (): fc.Arbitrary<FuzzRequest> =>
  fc.constantFrom(...builtActions()).chain((action) =>
    fc
      .record({
        who,
        path: mostly(fc.constantFrom(...action.pages), fc.constantFrom(...PAGES)).chain(pathOf),
        call: call(action),
        query: query(),
        headers: pageHeaders,
        origin: mostly(fc.constant('{origin}'), headerText),
      })
      .map(({ path: written, call: { headers: own, body }, query: requested, headers, origin, ...rest }) => ({
        ...rest,
        way: 'cookie',
        method: 'POST',
        target: `${written}${requested}`,
        headers: { Origin: origin, ...headers, ...own },
        body,
      })),
  );
