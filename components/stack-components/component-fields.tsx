import type { ReactNode } from 'react';
import type { FormValues } from '@/lib/stacks/configurations/form-values';
import type { KnownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { FieldRows } from './field-rows';
import { FlavorFields } from './flavor-fields';

interface ComponentFieldsProps {
  /** Null for a flavor whose fields nobody knows. */
  readonly flavor: KnownFlavor | null;
  readonly values: FormValues;
}

const ROWS_HINT =
  'Values are read as YAML: 8080 is a number, "8080" is text, {a: 1} is a mapping. To take a field out, empty its name and its value.';

/** All that a component of a flavor can be told: the flavor's own fields, then any others. */
export function ComponentFields({ flavor, values }: ComponentFieldsProps) {
  if (flavor === null)
    return (
      <Others legend="Fields" hint={`Nobody knows the fields of this flavor here. ${ROWS_HINT}`}>
        <FieldRows rows={values.rows} blank={values.rows.length === 0 ? 4 : 2} />
      </Others>
    );
  return (
    <>
      <FlavorFields fields={flavor.fields} values={values} />
      {flavor.fields.length === 0 && (
        <p className="text-ink-2">This flavor has nothing to set: a name is all it needs.</p>
      )}
      {values.rows.length > 0 ? (
        <Others
          legend="Other fields"
          hint={`ZenML 0.8.1 does not know these for this flavor; they are kept. ${ROWS_HINT}`}
        >
          <FieldRows rows={values.rows} blank={1} />
        </Others>
      ) : (
        <details>
          <summary className="w-fit text-ink-2 hover:text-ink">Other fields, for later clients</summary>
          <div className="mt-2 flex flex-col gap-1.5">
            <FieldRows rows={[]} blank={2} />
            <p className="text-xs text-ink-3">{ROWS_HINT}</p>
          </div>
        </details>
      )}
    </>
  );
}

function Others({ legend, hint, children }: { legend: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 font-medium">{legend}</legend>
      {children}
      <p className="text-xs text-ink-3">{hint}</p>
    </fieldset>
  );
}
