import type { FormValues } from '@/lib/stacks/configurations/form-values';
import type { FlavorField } from '@/lib/stacks/configurations/known-flavors';
import { isSecretField } from '@/lib/stacks/configurations/secrets';
import { CheckField, TextArea, TextField } from '../forms/fields';
import { SecretField } from './secret-field';

interface FlavorFieldsProps {
  /** The flavor's own fields. */
  readonly fields: readonly FlavorField[];
  readonly values: FormValues;
  /** Comes before every name in the form: `components.0.`. */
  readonly prefix?: string;
}

/** What a flavor has to be told, needed fields first. Names are `field.path`, of secrets `secret.token`. */
export function FlavorFields({ fields, values, prefix = '' }: FlavorFieldsProps) {
  const one = (field: FlavorField) =>
    isSecretField(field.name) ? (
      <SecretField
        key={field.name}
        name={`${prefix}secret.${field.name}`}
        label={field.name}
        required={field.isRequired}
        hint={hintOf(field)}
        isStored={values.stored.includes(field.name)}
        clear={{ name: `${prefix}clear.${fields.indexOf(field)}`, value: field.name }}
      />
    ) : (
      <OwnField
        key={field.name}
        field={field}
        name={`${prefix}field.${field.name}`}
        initial={values.texts[field.name] ?? ''}
      />
    );
  const [needed, others] = [true, false].map((isRequired) =>
    fields.filter((field) => field.isRequired === isRequired),
  ) as [FlavorField[], FlavorField[]];
  return (
    <>
      {needed.map(one)}
      {needed.length > 0 && others.length > 0 && (
        <p className="mt-1 border-t border-rule pt-3 text-ink-3">The rest may stay empty.</p>
      )}
      {others.map(one)}
    </>
  );
}

function OwnField({
  field,
  name,
  initial,
}: {
  readonly field: FlavorField;
  readonly name: string;
  readonly initial: string;
}) {
  const { name: label, kind, isRequired } = field;
  const hint = hintOf(field);
  if (kind === 'flag')
    return <CheckField name={name} label={label} initial={initial === 'true'} {...(hint && { hint })} />;
  if (kind === 'mapping')
    return <TextArea name={name} label={label} initial={initial} rows={3} code {...(hint && { hint })} />;
  return (
    <TextField
      name={name}
      label={label}
      initial={initial}
      required={isRequired}
      spellCheck={false}
      autoComplete="off"
      {...(kind === 'whole' && { inputMode: 'numeric' })}
      {...(field.initial !== null && field.initial !== '' && { placeholder: String(field.initial) })}
      {...(hint && { hint })}
    />
  );
}

function hintOf({ kind, isRequired, initial }: FlavorField): string | undefined {
  if (kind === 'mapping') return 'Names and values, one name: value a line, as in YAML.';
  const what = kind === 'whole' ? 'A whole number.' : '';
  if (isRequired) return what || undefined;
  if (kind === 'flag') return initial === true ? 'On by default.' : 'Off by default.';
  return (
    [what, initial === null || initial === '' ? '' : `Empty means ${initial}.`].join(' ').trim() || undefined
  );
}
