import type { FormAction } from '@/lib/next/form-state';
import { buttonClass } from '../ui/button';
import { CloseWhenDone } from './close-when-done';
import { Form } from './form';
import { Submit } from './submit';

interface ConfirmButtonProps {
  readonly action: FormAction;
  /** Hidden fields that say what it is about. */
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  /** What will happen, as a question. */
  readonly question: string;
}

/** An act that cannot be taken back, in two presses: the first says what it will do. Works without JavaScript. */
export function ConfirmButton({ action, fields, label, question }: ConfirmButtonProps) {
  const id = `confirm-${Object.values(fields).join('-') || label.replaceAll(/\W+/g, '-')}`;
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass()}>
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        className="m-auto w-[min(360px,calc(100vw-32px))] rounded-md border border-rule-2 bg-lift p-4 text-left"
      >
        <Form action={action}>
          <CloseWhenDone />
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p>{question}</p>
          <div className="flex gap-2">
            <Submit look="danger" busy="…">
              {label}
            </Submit>
            <button type="button" popoverTarget={id} popoverTargetAction="hide" className={buttonClass()}>
              Cancel
            </button>
          </div>
        </Form>
      </div>
    </>
  );
}
