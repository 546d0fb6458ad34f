'use client'; // a type brings the JSON that it begins with

import { useRef } from 'react';
import { SelectField, TextField } from './fields';
import { JsonField } from './json-field';

interface Start {
  readonly type: string;
  readonly words: string;
  /** The least that is valid. */
  readonly body: string;
}

/** Type, name and body of a new artifact. Another type brings another beginning, unless something was typed. */
export function NewArtifactFields({ starts }: { starts: readonly Start[] }) {
  const fields = useRef<HTMLDivElement>(null);
  const begin = (type: string) => {
    const text = fields.current?.querySelector('textarea');
    const isUntouched = starts.some(({ body }) => body === text?.value);
    const start = starts.find((each) => each.type === type);
    if (text && start && isUntouched) text.value = start.body;
  };
  return (
    <div
      ref={fields}
      className="contents"
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement) begin(target.value);
      }}
    >
      <div className="grid max-w-[560px] gap-4 sm:grid-cols-2">
        <SelectField
          name="type"
          label="Type"
          options={starts.map(({ type, words }) => ({ value: type, label: words }))}
        />
        <TextField
          name="name"
          label="Name"
          initial="default"
          required
          spellCheck={false}
          hint="The type is put in front: card.default. Evidence is named after its test case."
        />
      </div>
      <JsonField name="body" label="Body" initial={starts[0]?.body ?? '{}'} />
    </div>
  );
}
