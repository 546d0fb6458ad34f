import { type StatusKind, statusClass } from '@/components/ui/status';
import { Fold } from '../fold';
import { linkedText } from '../linked-text';
import { shortClass } from '../measurement-facts';
import type { Validator } from '../read/suite';
import { dedent } from './dedent';

const CODE_MAX = 160;

/** An argument that is a pint unit comes as its Python form, `<Unit('percent')>`. */
const UNIT = /^<Unit\('?(.*?)'?\)>$/;

function argsText(args: readonly string[]): string {
  const units = args.map((arg) => UNIT.exec(arg)?.[1]).filter((unit) => unit !== undefined);
  return [args.filter((arg) => !UNIT.test(arg)).join(', '), ...units].join(' ');
}

/** `Real`, `greater_than`, [`0.5`] → `Real greater than 0.5`; '' when the card does not say how it was made. */
export function madeBy({ entity, method, args }: Validator): string {
  if (method === '') return '';
  return [entity === '' ? '' : shortClass(entity), method.replaceAll('_', ' '), argsText(args)]
    .filter((word) => word !== '')
    .join(' ');
}

function Outcome({
  kind,
  word,
  text,
}: {
  readonly kind: StatusKind;
  readonly word: string;
  readonly text: string;
}) {
  return (
    <>
      <dt className={statusClass(kind)}>{word}</dt>
      <dd>{linkedText(text)}</dd>
    </>
  );
}

function Code({ source }: { readonly source: string }) {
  const code = (
    <code className="block whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">{dedent(source)}</code>
  );
  return source.length > CODE_MAX ? <Fold summary="Condition in Python">{code}</Fold> : code;
}

/** A validator in words: what it wants, its source, and what it says when it passes, fails or asks a person. */
export function ValidatorWords({ validator }: { readonly validator: Validator }) {
  const { condition, pickledLength, thresholds, success, failure, info } = validator;
  const made = madeBy(validator);
  const isSilent = success === '' && failure === '' && info === '';
  return (
    <div className="flex flex-col gap-1">
      {made === '' ? null : <div>{made}</div>}
      {thresholds.length === 0 ? null : (
        <div>
          {thresholds.length === 1 ? 'Threshold' : 'Thresholds'} {thresholds.join(', ')}
        </div>
      )}
      {condition === '' ? null : <Code source={condition} />}
      {condition === '' && pickledLength > 0 ? (
        <div className="text-ink-3">The condition is a pickled Python function, which is never run here.</div>
      ) : null}
      {isSilent ? null : (
        <dl className="grid grid-cols-[minmax(3.25rem,auto)_minmax(0,1fr)] gap-x-2 [&>dd]:whitespace-pre-line [&>dd]:text-ink-2 [&>dt]:h-5">
          {success === '' ? null : <Outcome kind="passed" word="Pass" text={success} />}
          {failure === '' ? null : <Outcome kind="failed" word="Fail" text={failure} />}
          {info === '' ? null : <Outcome kind="judge" word="By hand" text={info} />}
        </dl>
      )}
    </div>
  );
}
