'use client'; // complaints and kept values stand beside each case

import { LinkedText } from '../../artifact/linked-text';
import { useFormState } from '../../forms/form';

/** A test case whose result waits for a person. */
export interface WaitingCase {
  /** The case's id as a field name can carry it. */
  readonly key: string;
  readonly id: string;
  readonly goal: string;
  /** What the suite asks the person to look at. */
  readonly message: string;
  readonly evidenceHref: string | null;
}

const VERDICTS = [
  { value: 'Success', label: 'Passed', ink: 'has-checked:text-pass' },
  { value: 'Failure', label: 'Failed', ink: 'has-checked:text-fail' },
  { value: 'open', label: 'Leave open', ink: '' },
] as const;

const BOX =
  'w-full min-w-0 rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-fail';

/** One of three verdicts. */
function Verdict({
  name,
  legend,
  initial,
}: {
  readonly name: string;
  readonly legend: string;
  readonly initial?: string;
}) {
  const { state } = useFormState();
  return (
    <fieldset key={state.at} className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{legend}</legend>
      {VERDICTS.map(({ value, label, ink }) => (
        <label
          key={label}
          className={`inline-flex items-center gap-1.5 rounded-md border border-rule-2 bg-lift px-2.5 py-0.5 hover:border-ink-3 has-checked:border-current has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus ${ink}`}
        >
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={(state.values[name] ?? initial) === value}
            className="size-3 accent-current"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Why({
  name,
  label,
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
}) {
  const { state } = useFormState();
  const complaints = state.issues.filter(({ path }) => path === name);
  return (
    <div>
      <textarea
        key={state.at}
        name={name}
        aria-label={label}
        placeholder={hint}
        rows={1}
        defaultValue={state.values[name]}
        aria-invalid={complaints.length > 0 || undefined}
        aria-describedby={complaints.length > 0 ? `${name}-wrong` : undefined}
        className={`${BOX} block field-sizing-content max-h-60 resize-y`}
      />
      {complaints.length > 0 && (
        <ul id={`${name}-wrong`} className="pt-0.5 text-fail">
          {complaints.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The cases that wait, each with its verdict and the reason. */
export function JudgeRows({ cases }: { readonly cases: readonly WaitingCase[] }) {
  return (
    <ol className="border-t">
      {cases.map(({ key, id, goal, message, evidenceHref }) => (
        <li
          key={key}
          className="grid gap-x-6 gap-y-2 border-b py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            <code className="font-medium [overflow-wrap:anywhere]">{id}</code>
            {goal !== '' && (
              <span className="ml-2 text-ink-2 [overflow-wrap:anywhere]">
                <LinkedText text={goal} />
              </span>
            )}
            <p className="max-w-[60ch] [overflow-wrap:anywhere]">
              <LinkedText text={message} />
            </p>
            {evidenceHref !== null && (
              <a href={evidenceHref} className="link">
                Evidence
              </a>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-1.5">
            <Verdict name={`verdict.${key}`} legend={`Verdict on ${id}`} />
            <Why name={`message.${key}`} label={`Why, for ${id}`} hint="Why" />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** One verdict and one reason for all cases shown that have none of their own. */
export function JudgeRest({ shown }: { readonly shown: number }) {
  return (
    <div className="grid gap-x-6 gap-y-2 border-b bg-panel px-3 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <p className="max-w-[60ch]">
        <span className="font-medium">All {shown} below at once</span>
        <span className="block text-ink-2">
          A verdict here counts for every case that has none of its own, the reason for every verdict without
          one.
        </span>
      </p>
      <div className="flex min-w-0 flex-col gap-1.5">
        <Verdict name="verdict" legend="Verdict on all that have none of their own" initial="open" />
        <Why name="message" label="Why, for all without a reason of their own" hint="Why" />
      </div>
    </div>
  );
}
