import { TextField } from '@/components/forms/fields';

interface ContentFieldsProps {
  readonly source: string;
  readonly integration: string;
}

/** What can be changed of a declared flavor: everything but its type and name. */
export function ContentFields({ source, integration }: ContentFieldsProps) {
  return (
    <>
      <TextField
        name="source"
        label="Source"
        initial={source}
        required
        spellCheck={false}
        autoComplete="off"
        placeholder="my_package.flavors.MyOrchestrator"
        hint="Dotted path of the Python class, as clients import it. Nothing of it is imported or run here."
      />
      <TextField
        name="integration"
        label="Integration"
        initial={integration}
        spellCheck={false}
        autoComplete="off"
        hint="Where it comes from, if you like."
      />
    </>
  );
}
