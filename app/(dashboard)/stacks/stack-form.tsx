import { SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { TYPES, typeInSentence, typeLabels } from '@/components/stack-components/type-labels';
import { OptionalParts } from '@/components/stacks/optional-parts';
import { buttonClass, LinkButton } from '@/components/ui/button';
import type { Option } from '@/components/ui/options';
import type { FormAction } from '@/lib/next/form-state';
import type { ComponentType } from '@/lib/stacks/components/component';
import type { ComponentChoices } from '@/lib/stacks/components/list-component-choices';
import { NEEDED_TYPES } from '@/lib/stacks/needed-types';
import { partField } from './part-field';

interface StackFormProps {
  readonly action: FormAction;
  /** What the form is about, sent along. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly name: string;
  /** Names of the components that it begins with. */
  readonly parts: Readonly<Partial<Record<ComponentType, string>>>;
  readonly choices: readonly ComponentChoices[];
  readonly mayMakeComponents: boolean;
  readonly submit: string;
  readonly cancelHref: string;
}

const OPTIONAL = TYPES.filter((type) => !NEEDED_TYPES.includes(type));

/** A stack's name and its components: one of each type at most, of those that are registered. */
export function StackForm(props: StackFormProps) {
  const { action, hidden, name, parts, choices, mayMakeComponents, submit, cancelHref } = props;
  const part = (type: ComponentType) => (
    <PartField
      key={type}
      type={type}
      initial={parts[type] ?? ''}
      offered={choices.find((each) => each.type === type)}
    />
  );
  const known = new Set(choices.map(({ type }) => type));
  const shown = OPTIONAL.filter((type) => known.has(type) || parts[type] !== undefined);
  const none = OPTIONAL.filter((type) => !shown.includes(type));
  return (
    <Form action={action} className="flex max-w-[820px] flex-col gap-6">
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <div className="max-w-[400px]">
        <TextField name="name" label="Name" initial={name} required autoFocus spellCheck={false} />
      </div>
      <fieldset>
        <legend className="sr-only">What every stack needs</legend>
        <div className="grid gap-4 sm:grid-cols-2 md:grid-cols-3">{NEEDED_TYPES.map(part)}</div>
      </fieldset>
      <OptionalParts
        summary="More components, where pipelines use them"
        fields={shown.map(partField)}
        isOpen={OPTIONAL.some((type) => parts[type] !== undefined)}
      >
        <div className="grid gap-4 sm:grid-cols-2 md:grid-cols-3">{shown.map(part)}</div>
        {none.length > 0 && (
          <p className={`text-ink-3 ${shown.length > 0 ? 'mt-4' : ''}`}>
            None is registered of these: {none.map((type) => typeInSentence(type)).join(', ')}.
          </p>
        )}
      </OptionalParts>
      <div className="flex gap-2">
        <Submit>{submit}</Submit>
        <LinkButton href={cancelHref}>Cancel</LinkButton>
      </div>
      {mayMakeComponents && <Missing />}
    </Form>
  );
}

interface PartFieldProps {
  readonly type: ComponentType;
  readonly initial: string;
  readonly offered: ComponentChoices | undefined;
}

function PartField({ type, initial, offered }: PartFieldProps) {
  const { one, about } = typeLabels(type);
  const field = { name: partField(type), label: one, initial };
  if (offered?.isCut === true)
    return (
      <TextField {...field} spellCheck={false} hint={`${about} There are too many to list: type its name.`} />
    );
  const named = (offered?.choices ?? []).map(
    (choice): Option => ({ value: choice.name, label: `${choice.name} · ${choice.flavor}` }),
  );
  const isLost = initial !== '' && !named.some(({ value }) => value === initial);
  const lost: Option = { value: initial, label: `${initial} (not registered)` };
  return (
    <SelectField
      {...field}
      options={[{ value: '', label: 'None' }, ...(isLost ? [lost] : []), ...named]}
      hint={named.length === 0 ? `${about} None is registered yet.` : about}
    />
  );
}

/** After the form's own button, so that Enter in a field sends that one. */
function Missing() {
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-rule pt-4 text-ink-2">
      <label htmlFor="missing">Is one missing? First register</label>
      <select id="missing" name="missing" className="rounded-md border border-rule bg-lift px-2 py-[4px]">
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {typeInSentence(type)}
          </option>
        ))}
      </select>
      <button type="submit" name="go" value="component" formNoValidate className={buttonClass()}>
        Register it and come back
      </button>
      <span className="text-xs text-ink-3">What you typed is kept.</span>
    </div>
  );
}
