import { Facts } from '@/components/ui/facts';
import { LinkedText } from '../linked-text';
import type { Card, Resources } from '../read/card';
import { Absent } from '../section';
import { type Column, Table } from '../table';
import { FIRST_COLUMN, FieldTable } from './data-set';

const RESOURCES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  gpu: 'GPU',
  gpu_memory: 'GPU memory',
  main_memory: 'Main memory',
  memory: 'Memory',
  storage: 'Storage',
};
const ORDER = Object.keys(RESOURCES);

interface ResourceRow {
  readonly name: string;
  readonly development: string;
  readonly production: string;
}

function rowsOf(development: Resources, production: Resources): readonly ResourceRow[] {
  const names = [...new Set([...ORDER, ...development.keys(), ...production.keys()])];
  return names
    .filter((name) => development.has(name) || production.has(name))
    .map((name) => ({
      name: (Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined) ?? name.replaceAll('_', ' '),
      development: development.get(name) ?? '',
      production: production.get(name) ?? '',
    }));
}

const unstated = <span className="text-ink-3">–</span>;
const COLUMNS: readonly Column<ResourceRow>[] = [
  { head: 'Resource', cell: ({ name }) => name, width: FIRST_COLUMN },
  { head: 'Development', cell: ({ development }) => development || unstated, width: 'sm:w-[38%]' },
  { head: 'Production', cell: ({ production }) => production || unstated },
];

/** Whether the card says anything of its model. */
export const saysModel = (card: Card): boolean =>
  [card.source, card.platform, card.mechanism].some((text) => text !== '') ||
  card.inputs.length + card.outputs.length + card.development.size + card.production.size > 0;

/** The model of a card: origin, deployment, inputs, outputs, and resources of both places side by side. */
export function ModelFacts({ card }: { readonly card: Card }) {
  const rows = [
    { term: 'Source', text: card.source },
    { term: 'Deployed on', text: card.platform },
    { term: 'Reached through', text: card.mechanism },
  ];
  const resources = rowsOf(card.development, card.production);
  const absent = rows.filter(({ text }) => text === '').map(({ term }) => term.toLowerCase());
  if (card.inputs.length === 0) absent.push('inputs');
  if (card.outputs.length === 0) absent.push('outputs');
  if (resources.length === 0) absent.push('resources');
  return (
    <div className="border-t pt-2.5">
      <Facts
        layout="rows"
        facts={rows.map(({ term, text }) => ({
          term,
          value: text === '' ? null : <LinkedText text={text} />,
        }))}
      />
      <FieldTable noun="Input" fields={card.inputs} />
      <FieldTable noun="Output" fields={card.outputs} />
      {resources.length === 0 ? null : (
        <div className="mt-3">
          <Table
            label="Resources in development and in production"
            columns={COLUMNS}
            rows={resources}
            isStacked={false}
          />
        </div>
      )}
      <Absent what={absent} />
    </div>
  );
}
