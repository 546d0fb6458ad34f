'use client'; // says of what is typed whether a suite has it

import { useState } from 'react';
import { useField } from '../../editor/context';
import { BOX, controlOf, FieldFrame } from '../../editor/fields';

/** A test case as the field offers it. */
export interface CaseWord {
  readonly id: string;
  readonly goal: string;
}

const HELP = 'One of the model’s suites, or any other: evidence may come before its test case.';

/** The test case that evidence is for: picked from the suites, or typed. */
export function CaseChoice({ cases }: { readonly cases: readonly CaseWord[] }) {
  const field = useField('test_case_id');
  const [typed, setTyped] = useState(field.initial);
  const found = cases.find(({ id }) => id === typed.trim());
  return (
    <FieldFrame path={field.path} label="Test case" help={HELP} complaints={field.complaints}>
      <input
        {...controlOf(field, HELP, 'case-said')}
        defaultValue={field.initial}
        list="cases"
        autoComplete="off"
        spellCheck={false}
        required
        onChange={(event) => setTyped(event.target.value)}
        className={`${BOX} font-mono`}
      />
      <datalist id="cases">
        {cases.map(({ id, goal }) => (
          <option key={id} value={id}>
            {goal}
          </option>
        ))}
      </datalist>
      <p id="case-said" aria-live="polite" className="min-h-5 px-1.5 text-ink-2">
        {found?.goal}
        {found === undefined && typed.trim() !== '' && 'No suite of this model has this test case.'}
      </p>
    </FieldFrame>
  );
}
