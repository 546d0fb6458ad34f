import { TextArea, TextField } from '@/components/forms/fields';
import { ComponentFields } from '@/components/stack-components/component-fields';
import type { ComponentType } from '@/lib/stacks/component';
import type { Fields } from '@/lib/stacks/configuration';
import { maskedText } from '@/lib/stacks/configuration';
import { inFlavorOrder } from '@/lib/stacks/flavor-order';
import { formValues } from '@/lib/stacks/form-values';
import { knownFlavor } from '@/lib/stacks/known-flavors';

interface FormBodyProps {
  readonly type: ComponentType;
  readonly flavor: string;
  readonly name: string;
  /** The masked fields to begin with. */
  readonly fields: Fields;
  readonly asYaml: boolean;
}

/** Name and configuration of a component, field by field or as YAML. */
export function FormBody({ type, flavor, name, fields, asYaml }: FormBodyProps) {
  const known = knownFlavor(type, flavor);
  const { name: _, uuid: __, ...own } = fields;
  const isBlank = Object.keys(own).length === 0;
  return (
    <>
      <input type="hidden" name="type" value={type} />
      <input type="hidden" name="flavor" value={flavor} />
      <input type="hidden" name="as" value={asYaml ? 'yaml' : 'fields'} />
      <TextField
        name="name"
        label="Name"
        initial={name}
        required
        autoFocus
        autoComplete="off"
        spellCheck={false}
      />
      {asYaml ? (
        <TextArea
          name="yaml"
          label="YAML"
          initial={isBlank ? '' : maskedText(own)}
          rows={16}
          code
          hint="Plain data: no anchors, aliases, tags or merges. ******** keeps the secret that is stored there. Name and uuid may be left out."
        />
      ) : (
        <ComponentFields flavor={known} values={formValues(known, inFlavorOrder(type, flavor, fields))} />
      )}
    </>
  );
}
