import { exactText, isNumber, numberWords } from '@/lib/json/exact-number';
import { SUMMARY } from '../disclosure';
import { isObject } from '../read/reading';
import { LongText } from './long-text';
import { planTree, type TreePlan } from './plan-tree';

const INLINE_MAX = 72;

/** `[0.1, 0.2]` where a list of short scalars fits in a line; null where it does not. */
function inlineText(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || isNumber(value)) return null;
  const items = Array.isArray(value) ? value : Object.values(value);
  if (items.length === 0) return Array.isArray(value) ? '[]' : '{}';
  if (!Array.isArray(value) || items.length > 24) return null;
  if (items.some((item) => typeof item === 'object' && item !== null && !isNumber(item))) return null;
  const text = exactText(value).replaceAll(',', ', ');
  return text.length <= INLINE_MAX ? text : null;
}

function Scalar({ value }: { readonly value: unknown }) {
  if (typeof value === 'string') return <LongText text={value} />;
  return <span className="text-ink-2">{isNumber(value) ? numberWords(value) : String(value)}</span>;
}

const sizeText = (value: object): string => {
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  const noun = Array.isArray(value) ? 'item' : 'field';
  return `${size.toLocaleString('en')} ${noun}${size === 1 ? '' : 's'}`;
};

interface NodeProps {
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
  readonly plan: TreePlan;
}

function Node({ name, value, depth, plan }: NodeProps) {
  const label = <span className="text-ink-3">{name}</span>;
  const inline = inlineText(value);
  if (inline !== null || value === null || typeof value !== 'object' || isNumber(value))
    return (
      <li className="py-[3px] [overflow-wrap:anywhere]">
        {label} {inline === null ? <Scalar value={value} /> : <span className="text-ink-2">{inline}</span>}
      </li>
    );
  return (
    <li>
      <details open={depth < plan.openDepth}>
        <summary className={`py-[3px] ${SUMMARY}`}>
          {label} <span className="text-ink-3">· {sizeText(value)}</span>
        </summary>
        <Children value={value} depth={depth + 1} plan={plan} />
      </details>
    </li>
  );
}

function Children({
  value,
  depth,
  plan,
}: {
  readonly value: object;
  readonly depth: number;
  readonly plan: TreePlan;
}) {
  const shown = plan.shown.get(value) ?? 0;
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  const entries = Array.isArray(value)
    ? value.slice(0, shown).map((item, index) => [String(index), item] as const)
    : Object.entries(value).slice(0, shown);
  return (
    <ul className="ml-[3px] border-l pl-3.5">
      {entries.map(([name, item]) => (
        <Node key={name} name={name} value={item} depth={depth} plan={plan} />
      ))}
      {shown < size ? (
        <li className="text-ink-3">{(size - shown).toLocaleString('en')} more in the raw JSON</li>
      ) : null}
    </ul>
  );
}

interface JsonTreeProps {
  readonly value: unknown;
  /** Levels that start open. */
  readonly openDepth?: number;
}

/** Any JSON value as a tree that opens without JavaScript. Large values show their beginning, level by level. */
export function JsonTree({ value, openDepth = 2 }: JsonTreeProps) {
  const isTree = Array.isArray(value) || isObject(value);
  return (
    <div className="font-mono text-xs">
      {isTree && inlineText(value) === null ? (
        <Children value={value} depth={0} plan={planTree(value, openDepth)} />
      ) : (
        (inlineText(value) ?? <Scalar value={value} />)
      )}
    </div>
  );
}
