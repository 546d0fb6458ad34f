import { url } from '@/lib/core/urls';
import type { MayExport } from '@/lib/transfer/may-export';
import { buttonClass } from '../ui/button';

interface ExportFormProps {
  readonly action: string;
  readonly may: MayExport;
  /** Empty texts: nothing was chosen yet. */
  readonly choice: { readonly project: string; readonly model: string };
  readonly format: string | undefined;
}

const FORMATS = [
  {
    value: 'zip',
    label: 'File-system store, zip',
    hint: 'Unpack it and open it with set_store("fs://…").',
  },
  {
    value: 'tar.gz',
    label: 'File-system store, tar.gz',
    hint: 'The same, smaller where there are many files.',
  },
  {
    value: 'store-export',
    label: 'store_export.zip',
    hint: "One JSON file, as MLTE's own export writes it; cards and suites come again under each version.",
  },
] as const;
const BOX =
  'w-full rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] hover:border-ink-3';

/** What to export and as what. A plain post: the answer is the file. */
export function ExportForm({ action, may, choice, format }: ExportFormProps) {
  const isStore = choice.model === '' && may.store;
  return (
    <form method="post" action={action} className="flex flex-col gap-5">
      {choice.model === '' ? <What may={may} project={choice.project} /> : <OneModel choice={choice} />}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">As</legend>
        {FORMATS.map(({ value, label, hint }) => (
          <label key={value} className="flex gap-2">
            <input
              type="radio"
              name="format"
              value={value}
              defaultChecked={value === (format ?? 'zip')}
              className="mt-[3px] size-3.5 accent-[var(--ink)]"
            />
            <span>
              {label}
              <span className="block text-xs text-ink-3">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {isStore && may.passwords && (
        <label className="flex gap-2">
          <input type="checkbox" name="passwords" className="mt-[3px] size-3.5 accent-[var(--ink)]" />
          <span>
            Password hashes too
            <span className="block text-xs text-ink-3">
              Only with the whole store. Without them, people need new passwords where they go.
            </span>
          </span>
        </label>
      )}
      <button type="submit" className={`${buttonClass('primary')} self-start`}>
        Download
      </button>
    </form>
  );
}

function What({ may, project }: { may: MayExport; project: string }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor="project" className="font-medium">
        What
      </label>
      <select
        id="project"
        name="project"
        defaultValue={project}
        className={BOX}
        aria-describedby="project-hint"
      >
        {may.store && <option value="">The whole store, with people, catalogs and lists</option>}
        {may.projects.map((name) => (
          <option key={name} value={name}>
            Project {name}
          </option>
        ))}
      </select>
      <p id="project-hint" className="text-xs text-ink-3">
        A project goes out with the custom lists, whose words its cards use, and without people and catalogs.
      </p>
    </div>
  );
}

function OneModel({ choice: { project, model } }: Pick<ExportFormProps, 'choice'>) {
  return (
    <p>
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="model" value={model} />
      Model <b className="font-medium">{model}</b> of project {project}, with the custom lists, whose words
      its cards use.{' '}
      <a href={url.export({ project })} className="link whitespace-nowrap">
        Something else
      </a>
    </p>
  );
}
