import { Fragment, type ReactNode } from 'react';
import { indentJson } from '@/components/artifact/json/indent-json';
import { typeLabels } from '@/components/stack-components/type-labels';
import { type StatusKind, statusClass } from '@/components/ui/status';
import { exactText, isNumber, numberWords } from '@/lib/json/exact-number';
import type { SnapshotComponent } from '@/lib/runs/run';
import { MASK } from '@/lib/stacks/configurations/secrets';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import {
  type ComponentPair,
  type FieldPair,
  fieldsOf,
  hidesSecrets,
  type PairState,
  pairsOf,
} from './stack-pairs';

type Now = NonNullable<ComponentPair['is']>;

interface StackThenNowProps {
  readonly was: readonly SnapshotComponent[];
  /** Null where the stack is gone, or the reader may not see it. */
  readonly is: readonly Now[] | null;
  /** Where a component is now. */
  readonly hrefOf: (component: Pick<Now, 'type' | 'name'>) => string;
}

const STATE: Readonly<Record<PairState, readonly [kind: StatusKind, word: string]>> = {
  same: ['passed', 'As it was'],
  differs: ['stale', 'Differs'],
  renamed: ['stale', 'Renamed'],
  replaced: ['stale', 'Replaced'],
  gone: ['failed', 'Gone from it'],
  added: ['judge', 'Added since'],
};

/** The components of a run's stack: those that differ today beside what is there now, then those that are as they were. */
export function StackThenNow({ was, is, hrefOf }: StackThenNowProps) {
  const pairs = pairsOf(was, is ?? []);
  if (pairs.length === 0) return <p className="text-ink-2">The stack had no components.</p>;
  const changed = is === null ? [] : pairs.filter(({ state }) => state !== 'same');
  const others = pairs.filter((pair) => !changed.includes(pair));
  return (
    <div className="flex flex-col gap-7">
      {changed.length > 0 && (
        <Pairs label="Components that differ today" pairs={changed} isAlone={false} hrefOf={hrefOf} />
      )}
      {others.length > 0 && (
        <Pairs
          label={changed.length > 0 ? 'Components that are as they were' : 'Components'}
          pairs={others}
          isAlone
          hrefOf={is === null ? null : hrefOf}
        />
      )}
      {hidesSecrets([...was, ...(is ?? [])]) && (
        <p className="text-ink-3">Secrets are hidden on both sides: whether one changed is not shown here.</p>
      )}
    </div>
  );
}

interface PairsProps {
  readonly label: string;
  readonly pairs: readonly ComponentPair[];
  /** Whether one column tells both how they were and how they are. */
  readonly isAlone: boolean;
  readonly hrefOf: StackThenNowProps['hrefOf'] | null;
}

function Pairs({ label, pairs, isAlone, hrefOf }: PairsProps) {
  return (
    <table className="w-full border-collapse max-sm:block" aria-label={label}>
      <thead className="max-sm:block">
        <tr className="max-sm:grid max-sm:grid-cols-2 [&>th]:py-1.5 [&>th]:pr-4 [&>th]:text-left [&>th]:text-xs [&>th]:font-medium [&>th]:text-ink-3">
          <th scope="col" className="max-sm:col-span-2 sm:w-[220px]">
            {label}
          </th>
          {isAlone ? (
            <td />
          ) : (
            <>
              <th scope="col">As it was</th>
              <th scope="col">As it is now</th>
            </>
          )}
        </tr>
      </thead>
      {pairs.map((pair) => (
        <tbody key={pair.type} className={BODY}>
          <Pair pair={pair} isAlone={isAlone} hrefOf={hrefOf} />
        </tbody>
      ))}
    </table>
  );
}

/** On narrow screens the name of a field stands above its two values. */
const BODY =
  '[&>tr:last-child>*]:pb-3 [&>tr>*]:py-[5px] [&>tr>*]:pr-4 [&>tr>*]:text-left [&>tr>*]:align-top [&>tr>*]:font-normal [&>tr>*]:[overflow-wrap:anywhere] ' +
  'max-sm:block max-sm:[&>tr]:grid max-sm:[&>tr]:grid-cols-2 max-sm:[&>tr>th]:col-span-2 max-sm:[&>tr>th]:pb-0!';

interface PairProps extends Pick<PairsProps, 'isAlone' | 'hrefOf'> {
  readonly pair: ComponentPair;
}

function Pair({ pair: { type, was, is, state }, isAlone, hrefOf }: PairProps) {
  const fields = fieldsOf(was?.fields ?? {}, is?.fields ?? {});
  const isSet = ({ was: before, is: after }: FieldPair) => !isUnset(before) || !isUnset(after);
  const unset = fields.filter((each) => !isSet(each)).map(({ name }) => name);
  const [kind, word] = STATE[state];
  const isMarked = state === 'differs' || state === 'replaced';
  return (
    <Fragment>
      <tr className="[&>*]:border-t [&>*]:border-rule [&>*]:pt-3! max-sm:[&>td]:border-t-0 max-sm:[&>td]:pt-0!">
        <th scope="rowgroup">
          <span className="block font-semibold">{typeLabels(type).one}</span>
          {!isAlone && <span className={statusClass(kind)}>{word}</span>}
        </th>
        <td className={ALONE(isAlone)}>
          <Named component={was} href={isAlone && is !== null ? (hrefOf?.(is) ?? null) : null} />
        </td>
        {!isAlone && (
          <td>
            <Named component={is} href={is === null ? null : (hrefOf?.(is) ?? null)} />
          </td>
        )}
      </tr>
      {fields.filter(isSet).map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          isAlone={isAlone}
          isMarked={isMarked}
          hasIs={is !== null}
          hasWas={was !== null}
        />
      ))}
      {unset.length > 0 && (
        <tr>
          <td colSpan={isAlone ? 2 : 3} className="text-ink-3 max-sm:col-span-2">
            Not set: <code>{unset.join(', ')}</code>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

interface NamedProps {
  readonly component: Pick<Now, 'name' | 'flavor'> | null;
  readonly href: string | null;
}

function Named({ component, href }: NamedProps) {
  if (component === null) return <span className="text-ink-3">none</span>;
  const name = <bdi className="font-medium">{component.name}</bdi>;
  return (
    <>
      {href === null ? (
        name
      ) : (
        <a href={href} className="link">
          {name}
        </a>
      )}{' '}
      <span className="text-ink-3">{component.flavor}</span>
    </>
  );
}

/** A value that stands alone takes the room of both. */
const ALONE = (isAlone: boolean): string => (isAlone ? 'max-sm:col-span-2' : '');

interface FieldRowProps {
  readonly field: FieldPair;
  readonly isAlone: boolean;
  readonly isMarked: boolean;
  readonly hasWas: boolean;
  readonly hasIs: boolean;
}

function FieldRow({ field: { name, was, is, differs }, isAlone, isMarked, hasWas, hasIs }: FieldRowProps) {
  const isOther = differs && isMarked;
  return (
    <tr>
      <th scope="row" className={isOther ? '' : 'text-ink-3'}>
        <code>{name}</code>
      </th>
      <td className={`${isOther ? '' : 'text-ink-2'} ${ALONE(isAlone)}`}>
        {hasWas && <Value value={was} />}
      </td>
      {!isAlone && (
        <td className={isOther ? 'font-medium' : 'text-ink-2'}>
          {isOther && (
            <span className="mr-1.5 font-mono text-stale">
              <span aria-hidden="true">≠</span>
              <span className="sr-only">differs: </span>
            </span>
          )}
          {hasIs && <Value value={is} />}
        </td>
      )}
    </tr>
  );
}

function Value({ value }: { readonly value: YamlValue }): ReactNode {
  if (value === MASK) return <span className="text-ink-3">secret, hidden</span>;
  if (isUnset(value)) return <span className="text-ink-3">not set</span>;
  const text = textOfValue(value);
  return <code className="whitespace-pre-wrap">{text.replaceAll(MASK, '••••••')}</code>;
}

const isUnset = (value: YamlValue): boolean =>
  value === null ||
  value === '' ||
  (typeof value === 'object' && !isNumber(value) && Object.keys(value).length === 0);

function textOfValue(value: YamlValue): string {
  if (isNumber(value)) return numberWords(value);
  return typeof value === 'object' ? indentJson(exactText(value)).join('\n') : String(value);
}
