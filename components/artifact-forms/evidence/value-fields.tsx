'use client'; // its rows are components, which only the browser's side can hand on

import type { ValueType } from '@/lib/artifacts/evidence/evidence-value';
import { useField } from '../../editor/context';
import { Area, controlOf, FieldFrame, Line } from '../../editor/fields';
import { Rows } from '../../editor/rows';
import { useFormState } from '../../forms/form';

/** The fields of one kind of value, below `body.value`. `hasImage`: there is one, which a new one would replace. */
export function ValueFields({
  kind,
  hasImage = false,
}: {
  readonly kind: ValueType;
  readonly hasImage?: boolean;
}) {
  switch (kind) {
    case 'real':
    case 'integer':
      return <NumberFields />;
    case 'string':
      return <Area name="string" label="Text" />;
    case 'array':
      return <ListField />;
    case 'opaque':
      return <PairRows name="data" label="Data" noun="value" help={VALUE_HELP} />;
    case 'image':
      return <ImageField hasImage={hasImage} />;
  }
}

const VALUE_HELP = 'A value is JSON where it reads as JSON (12.5, true, [1, 2]); anything else is text.';

export function NumberFields() {
  return (
    <>
      <Line name="number" label="Number" placeholder="0.95" help="With a point. Every digit is kept." />
      <Line
        name="unit"
        label="Unit"
        placeholder="none"
        help="As the Python clients name it: millisecond, percent, byte."
      />
    </>
  );
}

function ListField() {
  const field = useField('items');
  const help = 'One value a line, or one JSON list.';
  return (
    <FieldFrame path={field.path} label="Values" help={help} complaints={field.complaints}>
      <textarea
        {...controlOf(field, help, undefined)}
        defaultValue={field.initial}
        rows={5}
        spellCheck={false}
        className="block field-sizing-content max-h-96 min-h-24 w-full resize-y rounded-md border border-rule-2 bg-lift px-2.5 py-1.5 font-mono text-xs/[18px] hover:border-ink-3 aria-invalid:border-fail"
      />
    </FieldFrame>
  );
}

/** Names with values, one a row. */
export function PairRows({
  name,
  label,
  noun,
  help,
}: {
  readonly name: string;
  readonly label: string;
  readonly noun: string;
  readonly help: string;
}) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)] xl:grid-cols-[9.5rem_minmax(0,1fr)_15rem]">
      <span className="pt-1 text-ink-2">{label}</span>
      <Rows name={name} noun={noun} fields={Pair} />
      <p className="text-xs text-ink-3 sm:col-start-2 xl:col-start-3 xl:pt-1.5 xl:pl-2">{help}</p>
    </div>
  );
}

function Pair() {
  return (
    <div className="grid gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Line name="key" label="Name" placeholder="Name" isBare />
      <Line name="value" label="Value" placeholder="Value" isBare />
    </div>
  );
}

/** A file cannot come back with a refusal: the browser does not give its place away. */
function ImageField({ hasImage }: { readonly hasImage: boolean }) {
  const { state } = useFormState();
  const complaints = state.issues.filter(({ path }) => path === 'image').map(({ message }) => message);
  const help = 'PNG, JPEG, GIF or WebP, 8 MB at most.';
  return (
    <FieldFrame path="image" label={hasImage ? 'Another image' : 'File'} help={help} complaints={complaints}>
      <input
        id="image"
        name="image"
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-invalid={complaints.length > 0 || undefined}
        aria-describedby={complaints.length > 0 ? 'image-wrong image-help' : 'image-help'}
        className="w-full rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] file:mr-3 file:rounded file:border-0 file:bg-panel file:px-2 file:font-medium file:text-ink hover:border-ink-3 aria-invalid:border-fail"
      />
    </FieldFrame>
  );
}
