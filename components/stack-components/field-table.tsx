import type { FlavorField } from '@/lib/stacks/configurations/known-flavors';
import { isSecretField } from '@/lib/stacks/configurations/secrets';
import { Cell, Row, Table } from '../lists/table';

const KINDS: Readonly<Record<FlavorField['kind'], string>> = {
  text: 'text',
  whole: 'whole number',
  flag: 'on or off',
  mapping: 'names and values',
};

const COLUMNS = [
  { label: 'Field', width: '40%' },
  { label: 'Holds', width: '30%' },
  { label: 'When left out', width: '30%' },
] as const;

/** What a flavor can be told, needed fields first. */
export function FieldTable({ fields }: { fields: readonly FlavorField[] }) {
  if (fields.length === 0) return <p className="text-ink-2">None: a name is all that it needs.</p>;
  const ordered = [...fields].sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
  return (
    <Table label="Fields" columns={COLUMNS}>
      {ordered.map((field) => (
        <Row key={field.name}>
          <Cell>
            <code>{field.name}</code>
          </Cell>
          <Cell dim>{isSecretField(field.name) ? 'a secret' : KINDS[field.kind]}</Cell>
          <Cell dim>{field.isRequired ? <span className="text-ink">needed</span> : leftOut(field)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function leftOut({ initial }: FlavorField) {
  if (initial === null || initial === '') return 'nothing';
  if (typeof initial === 'boolean') return initial ? 'on' : 'off';
  return <code>{String(initial)}</code>;
}
