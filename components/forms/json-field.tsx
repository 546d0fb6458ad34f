'use client'; // shows complaints with their place in the text

import { TextArea } from './fields';
import { useFormState } from './form';

interface JsonFieldProps {
  readonly name: string;
  readonly label: string;
  readonly initial: string;
}

/** JSON as text. Complaints stand beside it with the path that each is about. */
export function JsonField({ name, label, initial }: JsonFieldProps) {
  const { state } = useFormState();
  const inBody = state.issues.filter(
    ({ path }) => path === name || path.startsWith(`${name}.`) || path === '',
  );
  return (
    <div className={inBody.length === 0 ? '' : 'grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_340px]'}>
      <TextArea name={name} label={label} initial={initial} rows={28} code />
      {inBody.length > 0 && (
        <div className="lg:pt-6">
          <h2 className="mb-1">
            {inBody.length === 1 ? 'What is wrong' : `${inBody.length} things are wrong`}
          </h2>
          <ol className="flex flex-col">
            {inBody.map(({ path, message }) => (
              <li key={`${path} ${message}`} className="border-b border-rule py-2">
                <code className="block text-ink-3 [overflow-wrap:anywhere]">{path || name}</code>
                <span className="text-fail [overflow-wrap:anywhere]">{message}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
