import type { ImportConflict } from '@/lib/import-report/report';
import { ApplyButton } from '../lists/apply-button';

interface ChoiceFormProps {
  /** Of the report, without its query. */
  readonly path: string;
  /** Parameters of the report that stay. */
  readonly kept: Readonly<Record<string, string | undefined>>;
}

const FORM = 'conflict-choices';

/** The form that the choices of {@link ImportConflicts} belong to: they stand within the one that imports. */
export function ChoiceForm({ path, kept }: ChoiceFormProps) {
  return (
    <form id={FORM} action={path}>
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </form>
  );
}

interface ConflictsProps {
  readonly conflicts: readonly ImportConflict[];
  /** Name of the parameter that holds the choice for the component of this key. */
  readonly choiceName: (key: string) => string;
}

const BOX = 'w-full rounded-md border border-rule-2 bg-lift px-2 py-[5px] text-sm/[18px] hover:border-ink-3';

/** Components of an import of which others are here, and what is to become of each; the choices stand in the address. */
export function ImportConflicts({ conflicts, choiceName }: ConflictsProps) {
  return (
    <section aria-labelledby="conflicts" className="mt-5 mb-6">
      <h2 id="conflicts" className="font-semibold">
        Components that are here with other settings
      </h2>
      <p className="mb-3 max-w-[72ch] text-ink-2">
        Nobody’s stack changes unless you choose so: where you choose nothing, what the import brings comes
        under another name.
      </p>
      <div className="flex flex-col gap-3">
        {conflicts.map((conflict) => (
          <Conflict key={conflict.key} conflict={conflict} name={choiceName(conflict.key)} />
        ))}
        <div className="border-t border-rule pt-3">
          <ApplyButton form={FORM}>See what that does</ApplyButton>
        </div>
      </div>
    </section>
  );
}

function Conflict({ conflict, name }: { conflict: ImportConflict; name: string }) {
  const { type, settings, stacks, as, choice } = conflict;
  const words = `${type.replaceAll('_', ' ')} ${conflict.name}`;
  const uses =
    stacks.length === 0
      ? 'no stack here has it'
      : `${stacks.length === 1 ? 'stack' : 'stacks'} ${stacks.join(', ')} with it`;
  return (
    <div className="grid gap-x-6 gap-y-2 border-t border-rule pt-3 sm:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-medium">{words}</span>
        <dl className="mt-1 flex flex-col gap-1">
          {settings.map((setting) => (
            <div key={setting.name} className="grid gap-x-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
              <dt className="font-mono text-xs/[20px] text-ink-2">{setting.name}</dt>
              <dd>
                <span className="font-mono text-xs">{setting.here}</span>
                <span className="text-ink-3"> here, </span>
                <span className="font-mono text-xs">{setting.there}</span>
                <span className="text-ink-3"> in the import</span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <label className="flex flex-col gap-1">
        <span className="text-xs text-ink-3">What becomes of {words}</span>
        <select
          key={choice}
          form={FORM}
          name={name}
          defaultValue={choice === 'rename' ? '' : choice}
          className={BOX}
        >
          <option value="">Bring it as {as}</option>
          <option value="keep">Use the one here</option>
          <option value="replace">Replace the one here: {uses}</option>
          <option value="refuse">Leave it out, and its stacks</option>
        </select>
      </label>
    </div>
  );
}
