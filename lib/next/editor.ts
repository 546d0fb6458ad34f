import 'server-only';
import type { NewListEntries } from '@/lib/artifacts/forms/new-list-entries';
import type { Ctx } from '@/lib/core/ctx';
import { type Act, parseAct, type Tree } from '@/lib/forms/form-tree';
import type { Decision } from '@/lib/forms/resolve-conflicts';
import type { FormFields } from './fields';
import { attempt, type SubmitResult } from './form';
import type { EditorAnswer, FormState } from './form-state';
import { actingCtx } from './page-ctx';

/** What an editor's form sent. */
export interface EditorSubmission {
  readonly fields: FormFields;
  readonly act: Act;
  readonly tree: Tree;
  /** The revision that the tree stands on; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  /** When the draft was kept that the form goes on with; null when there is none. */
  readonly draftAt: string | null;
  readonly newEntries: NewListEntries;
  readonly decisions: readonly Decision[];
}

/** What an editor goes on with; what is left out stays as it was sent. */
export interface EditorResult extends SubmitResult {
  readonly editor: Partial<EditorAnswer>;
}

/**
 * As `submit` for an editor's form: whatever happens, the answer holds everything that was typed, and what had
 * to be chosen (of the answer `before`) still has to be.
 */
export async function submitEditor(
  before: FormState,
  data: FormData,
  run: (ctx: Ctx, sent: EditorSubmission) => Promise<EditorResult>,
): Promise<FormState> {
  const kept: { editor?: EditorAnswer } = {};
  const conflict = before.editor?.conflict ?? null;
  const state = await attempt(data, async (fields) => {
    const sent = submissionOf(data, fields);
    const { tree, revision, draftAt } = sent;
    kept.editor = { tree, focus: null, revision, isNew: false, conflict, draftAt };
    const { editor, ...done } = await run(await actingCtx(), sent);
    kept.editor = { ...kept.editor, ...editor };
    return done;
  });
  return { ...state, values: besides(data), ...kept };
}

function submissionOf(data: FormData, fields: FormFields): EditorSubmission {
  const texts = [...data].filter((field): field is [string, string] => typeof field[1] === 'string');
  const newEntries = new Map<string, { name: string; parent: string | null }>();
  const decisions: Decision[] = [];
  for (const [name, value] of texts) {
    if (name.startsWith('grow.') && value.trim() !== '') {
      const path = name.slice('grow.'.length);
      newEntries.set(path, { name: value.trim(), parent: fields.optional(`parent.${path}`) });
    }
    if (name.startsWith('conflict.')) {
      const path = name.slice('conflict.'.length);
      const choice = CHOICES.find((each) => each === fields.text(`choice.${path}`)) ?? null;
      decisions.push({ path, kind: KINDS.find((each) => each === value) ?? 'value', choice });
    }
  }
  return {
    fields,
    act: parseAct(fields.text('act')),
    tree: fields.tree(),
    revision: fields.whole('revision'),
    draftAt: instantIn(fields.optional('draftAt')),
    newEntries,
    decisions,
  };
}

const instantIn = (text: string | null): string | null =>
  text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString();

const KINDS = ['value', 'order', 'gone there', 'gone here'] as const;
const CHOICES = ['mine', 'theirs'] as const;

/** What was typed beside the tree. */
function besides(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data)
    if (typeof value === 'string' && value !== '' && /^((grow|parent|choice|find)\.|artifact$)/.test(name))
      values[name] = value;
  return values;
}
