import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { MayExport } from '@/lib/transfer/may-export';
import { buttonClass } from '../ui/button';
import { DownloadForm } from './download-form';

interface ExportFormProps {
  readonly action: string;
  readonly may: MayExport;
  /** Empty texts: nothing was chosen yet. */
  readonly choice: { readonly project: string; readonly model: string };
  readonly format: string | undefined;
}

interface Format {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

const MLTE_FORMATS: readonly Format[] = [
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
];
const ZEN_FORMATS: readonly Format[] = [
  {
    value: 'zenml-zip',
    label: 'LocalZenStore, zip',
    hint: 'Unpack it, and make a profile of it: zenml profile create … -t local --url …',
  },
  {
    value: 'zenml-sqlite',
    label: 'SqlZenStore, one file',
    hint: 'SQLite, as ZenML 0.8 to 0.11 lay it out.',
  },
];
const BOX =
  'w-full rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] hover:border-ink-3';

/** What to export and as what. */
export function ExportForm({ action, may, choice, format }: ExportFormProps) {
  const isStore = choice.model === '' && may.store;
  return (
    <DownloadForm action={action} className="flex flex-col gap-5">
      {choice.model === '' ? <What may={may} project={choice.project} /> : <OneModel choice={choice} />}
      <Formats title="For MLTE" formats={MLTE_FORMATS} format={format}>
        {isStore && may.passwords && (
          <Box name="passwords" label="Password hashes too">
            Only with the whole store. Without them, people need new passwords where they go.
          </Box>
        )}
      </Formats>
      {choice.model === '' && (
        <Formats title="For ZenML" formats={ZEN_FORMATS} format={format}>
          {may.secrets && (
            <Box name="secrets" label="Secrets of components too">
              Passwords, keys and tokens in configurations. Without them, ******** stands in their place.
            </Box>
          )}
        </Formats>
      )}
      <button type="submit" className={`${buttonClass('primary')} self-start`}>
        Download
      </button>
    </DownloadForm>
  );
}

/** Radio buttons of one world, and what else can be said of its exports. */
function Formats({
  title,
  formats,
  format = 'zip',
  children,
}: {
  title: string;
  formats: readonly Format[];
  format: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{title}</legend>
      {formats.map(({ value, label, hint }) => (
        <label key={value} className="flex gap-2">
          <input
            type="radio"
            name="format"
            value={value}
            defaultChecked={value === format}
            className="mt-[3px] size-3.5 accent-[var(--ink)]"
          />
          <span>
            {label}
            <span className="block text-xs text-ink-3">{hint}</span>
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

function Box({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <label className="mt-1 flex gap-2">
      <input type="checkbox" name={name} className="mt-[3px] size-3.5 accent-[var(--ink)]" />
      <span>
        {label}
        <span className="block text-xs text-ink-3">{children}</span>
      </span>
    </label>
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
        {may.store && <option value="">The whole store, with its people</option>}
        {may.projects.map((name) => (
          <option key={name} value={name}>
            Project {name}
          </option>
        ))}
      </select>
      <p id="project-hint" className="text-xs text-ink-3">
        A project goes out without people: for MLTE with the custom lists, whose entries its cards use; for
        ZenML with all stacks, on which its runs ran.
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
