'use client'; // reads what the editor around knows

import { Fold } from '../artifact/fold';
import { useEditor } from './context';

interface UnknownProps {
  /** Paths in the body; what lies below none of `except` and below one of these is shown. */
  readonly within: readonly string[];
  readonly except?: readonly string[];
}

const isBelow = (path: string, paths: readonly string[]): boolean =>
  paths.some((each) => path.startsWith(`${each}.`));

/** What the stored body holds and the form has no field for: it stays as it is, and can be read here. */
export function Unknown({ within, except = [] }: UnknownProps) {
  const { unknown } = useEditor();
  const here = unknown.filter(({ path }) => isBelow(path, within) && !isBelow(path, except));
  if (here.length === 0) return null;
  return (
    <div className="mt-2">
      <Fold summary={`${here.length} more that this form does not edit and keeps`}>
        <dl className="flex flex-col gap-1">
          {here.map(({ path, text }) => (
            <div key={path} className="grid gap-x-4 sm:grid-cols-[minmax(9.5rem,auto)_minmax(0,1fr)]">
              <dt>
                <code className="text-ink-3 [overflow-wrap:anywhere]">{path.slice('body.'.length)}</code>
              </dt>
              <dd>
                <code className="whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">{text}</code>
              </dd>
            </div>
          ))}
        </dl>
      </Fold>
    </div>
  );
}
