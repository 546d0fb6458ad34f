import 'server-only';
import type { Ctx } from '@/lib/core/ctx';
import { type Act, parseAct, type Tree, treeOf } from '@/lib/core/form-tree';
import type { Fields } from './fields';
import { type Done, submit } from './form';
import type { EditorAnswer, FormState } from './form-state';

/** What an editor's form sent. */
export interface Sent {
  readonly fields: Fields;
  readonly act: Act;
  readonly tree: Tree;
  /** The revision that the tree stands on; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  /** New words for lists, by the path of the field that they are for. */
  readonly words: ReadonlyMap<string, { readonly name: string; readonly parent: string | null }>;
}

/** As {@link submit} for an editor's form: whatever happens, the answer holds everything that was typed. */
export async function submitEditor(
  data: FormData,
  run: (ctx: Ctx, sent: Sent) => Promise<Done & { readonly editor: EditorAnswer }>,
): Promise<FormState> {
  const kept: { editor?: EditorAnswer } = {};
  const state = await submit(data, async (ctx, fields) => {
    const sent = sentBy(data, fields);
    kept.editor = { tree: sent.tree, focus: null, revision: sent.revision, isNew: false };
    const { editor, ...done } = await run(ctx, sent);
    kept.editor = editor;
    return done;
  });
  return { ...state, values: besides(data), ...kept };
}

function sentBy(data: FormData, fields: Fields): Sent {
  const texts = [...data].filter((field): field is [string, string] => typeof field[1] === 'string');
  const tree = treeOf(texts.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));
  const words = new Map<string, { name: string; parent: string | null }>();
  for (const [name, value] of texts)
    if (name.startsWith('grow.') && value.trim() !== '') {
      const path = name.slice('grow.'.length);
      words.set(path, { name: value.trim(), parent: fields.optional(`parent.${path}`) });
    }
  return { fields, act: parseAct(fields.text('act')), tree, revision: fields.whole('revision'), words };
}

/** What was typed beside the tree. */
function besides(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data)
    if (typeof value === 'string' && value !== '' && /^((grow|parent|choice)\.|artifact$)/.test(name))
      values[name] = value;
  return values;
}
