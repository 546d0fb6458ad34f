import { TextArea, TextField } from '@/components/forms/fields';
import { ComponentFields } from '@/components/stack-components/component-fields';
import type { ComponentType } from '@/lib/stacks/components/component';
import type { ConfigurationFields } from '@/lib/stacks/configurations/configuration';
import { maskedText } from '@/lib/stacks/configurations/configuration';
import { formValues } from '@/lib/stacks/configurations/form-values';
import { knownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { inFlavorOrder } from '@/lib/stacks/flavors/flavor-order';

interface FormBodyProps {
  readonly type: ComponentType;
  readonly flavor: string;
  readonly name: string;
  /** The masked fields to begin with. */
  readonly fields: ConfigurationFields;
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
