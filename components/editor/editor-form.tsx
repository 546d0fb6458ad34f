'use client'; // keeps what is typed, acts in place, shows the answer beside the fields

import {
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Tree, treeAt } from '@/lib/forms/form-tree';
import type { FormAction, FormState } from '@/lib/next/form-state';
import { Answer, FormContext, IDLE } from '../forms/form';
import { Fields, useReadOnly } from '../forms/read-only';
import { useTypedBefore } from '../forms/typed-before';
import { Note } from '../ui/note';
import { ConflictPanel } from './conflict-panel';
import { DraftContext, Editor, type EditorContext, type ListOption } from './context';
import { useDraft } from './use-draft';

/** What an editor begins with; see `app/(dashboard)/_artifact/editors/begin.ts`. */
export interface EditorStart {
  /** Hidden fields that say which artifact it is about. */
  readonly place: Readonly<Record<string, string>>;
  /** The revision that the tree stands on; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  readonly tree: Tree;
  /** When the draft was kept that the tree is, in ISO 8601; null when it is none. Absent: no drafts are kept. */
  readonly draftAt?: string | null;
  /** What the stored body holds and the form has no field for. */
  readonly unknown?: EditorContext['unknown'];
  readonly lists: Readonly<Record<string, readonly ListOption[]>>;
  /** Why the reader cannot add words to lists; null when they can. */
  readonly mayNotGrow: string | null;
}

interface EditorFormProps {
  readonly action: FormAction;
  readonly start: EditorStart;
  readonly children: ReactNode;
}

/**
 * A form over the body of an artifact. Fields inside are `Line`, `Area`, `ListChoice` and `Rows`, named after their
 * place in the body. Without JavaScript every button posts and the answer is the page with what was typed.
 */
export function EditorForm({ action, start, children }: EditorFormProps) {
  const [state, run, pending] = useActionState(action, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useTypedBefore(form);
  const [said, announce] = useState('');
  const answer = state.editor;
  const conflict = answer?.conflict ?? null;
  const isFixed = conflict !== null && conflict.conflicts.length > 0;
  const isReadOnly = useReadOnly();
  const draft = useDraft(form, action, {
    isOn: start.draftAt !== undefined && !isFixed && !isReadOnly,
    at: answer === undefined ? (start.draftAt ?? null) : answer.draftAt,
  });
  const { touch: touchDraft } = draft;
  const touch = useCallback(() => {
    touchDraft();
    form.current?.dispatchEvent(new Event('rows'));
  }, [touchDraft]);
  const tree = answer?.tree ?? start.tree;
  const editor = useMemo(
    (): EditorContext => ({
      tree,
      issues: issuesOf(state),
      focus: answer?.focus ?? state.issues[0]?.path ?? null,
      values: state.values,
      lists: start.lists,
      mayNotGrow: start.mayNotGrow,
      unknown: start.unknown ?? [],
      isNew: start.revision === 0,
      isFixed,
      answer: state.at,
      announce,
      touch,
    }),
    [tree, state, answer, start, touch, isFixed],
  );
  useEffect(() => {
    if (state.status === 'invalid') focusFirstWrong(form.current);
    else if (state.editor?.isNew) form.current?.querySelector<HTMLElement>('[data-conflict]')?.focus();
    // A refusal: what was sent is not saved.
    if (state.status === 'invalid' || state.status === 'refused' || state.editor?.conflict) touchDraft();
  }, [state, touchDraft]);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter') return;
    const isInLine = event.target instanceof HTMLInputElement;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>('[data-save]'));
    } else if (isInLine) event.preventDefault();
  };
  const elsewhere = state.issues.filter(({ path }) => typeof treeAt(tree, path) !== 'string');
  return (
    <form
      ref={form}
      action={run}
      // Not React's own way of sending: that would put the fields back to their first values.
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        const { submitter } = event.nativeEvent as SubmitEvent;
        const data = new FormData(event.currentTarget, submitter);
        draft.sent();
        startTransition(() => run(data));
      }}
      onKeyDown={onKeyDown}
      onInput={touchDraft}
      aria-busy={pending}
      className="flex flex-col gap-4"
    >
      {/* The button of Enter in a line, where nothing else handles it: nothing is lost, and no revision is written. */}
      <button type="submit" name="act" value="draft" tabIndex={-1} aria-hidden className="hidden" />
      {Object.entries(start.place).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="revision" value={answer?.revision ?? start.revision} />
      {start.draftAt !== undefined && (
        <input
          type="hidden"
          name="draftAt"
          value={(draft.status.kind === 'kept' ? draft.status.at : answer?.draftAt) ?? start.draftAt ?? ''}
        />
      )}
      <FormContext value={{ state, pending }}>
        <Answer state={state} quiet />
        {elsewhere.length > 0 && state.issues.length > 1 && (
          <Note tone="fail">
            <ul>
              {elsewhere.map(({ path, message }) => (
                <li key={`${path} ${message}`}>{message}</li>
              ))}
            </ul>
          </Note>
        )}
        <DraftContext value={draft.status}>
          <Editor key={answer?.isNew === true ? state.at : 0} value={editor}>
            {conflict !== null && <ConflictPanel key={state.at} conflict={conflict} />}
            <Fields>{children}</Fields>
          </Editor>
        </DraftContext>
      </FormContext>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </form>
  );
}

function issuesOf({ issues }: FormState): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const there = byPath.get(path);
    if (there === undefined) byPath.set(path, [message]);
    else there.push(message);
  }
  return byPath;
}

function focusFirstWrong(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  for (let fold = field?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  field?.focus();
}
