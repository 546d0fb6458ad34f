import { TextField } from '@/components/forms/fields';

interface AccountFieldsProps {
  readonly name?: string;
  readonly team?: string;
  readonly description?: string;
  readonly autoFocus?: boolean;
}

/** What a service account is called, who answers for it, and what it is for. */
export function AccountFields({ name, team, description, autoFocus = false }: AccountFieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        required
        autoFocus={autoFocus}
        initial={name ?? ''}
        spellCheck={false}
        autoComplete="off"
        hint="What stands beside everything that it makes. People and service accounts share names."
      />
      <TextField
        name="team"
        label="Owned by the team"
        required
        initial={team ?? ''}
        spellCheck={false}
        autoComplete="off"
        hint="Its leads issue, rotate and end tokens, within what they hold themselves. To own it puts it into no team."
      />
      <TextField
        name="description"
        label="Description"
        initial={description ?? ''}
        autoComplete="off"
        hint="What it is for: trains the nightly models."
      />
    </>
  );
}
