import type { Metadata } from 'next';
import { RunChrome } from '@/app/(dashboard)/projects/[project]/runs/[run]/chrome';
import { RunGone } from '@/app/(dashboard)/projects/[project]/runs/[run]/gone';
import { openRun, type RunParams, runMetadata } from '@/app/(dashboard)/projects/[project]/runs/[run]/open';
import { RawJson } from '@/components/artifact/json/raw-json';
import { ConfigurationFacts } from '@/components/stack-components/configuration-facts';
import { CopyButton } from '@/components/ui/copy-button';
import { exactText, isNumber } from '@/lib/json/exact-number';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';

/** Characters of JSON: what is longer stands as text alone. */
const FACTS_MAX = 20_000;

export function generateMetadata({ params }: { params: RunParams }): Promise<Metadata> {
  return runMetadata(params, 'Configuration');
}

/** What a run was started with. */
export default async function RunConfigurationPage({ params }: { params: RunParams }) {
  const { ctx, at, found } = await openRun(params, 'configuration');
  if (found.value === null) return <RunGone at={at} absence={found.absence} />;
  const { configuration, docstring, pipeline } = found.value;
  const text = exactText(configuration);
  return (
    <RunChrome ctx={ctx} run={found.value} part="configuration">
      <div className="flex flex-col gap-7">
        {docstring !== null && docstring.trim() !== '' && (
          <section>
            <h2 className="mb-1">{pipeline}</h2>
            <p className="max-w-[72ch] whitespace-pre-line text-ink-2">{docstring.trim()}</p>
          </section>
        )}
        <section>
          <h2 className="mb-2">Runtime configuration</h2>
          <ConfigurationTree configuration={configuration} isShort={text.length <= FACTS_MAX} />
        </section>
        <section>
          <div className="mb-2 flex items-center justify-between">
            <h2>As JSON</h2>
            <CopyButton text={text} label="Copy the JSON">
              Copy
            </CopyButton>
          </div>
          <RawJson text={text} />
          <p className="mt-2 text-ink-3">Secrets are masked.</p>
        </section>
      </div>
    </RunChrome>
  );
}

/** Names and values, as far as people read them so. */
function ConfigurationTree({ configuration, isShort }: { configuration: YamlValue; isShort: boolean }) {
  if (!isMapping(configuration) || !isShort) return <p className="text-ink-3">Too long for a table.</p>;
  if (Object.keys(configuration).length === 0) return <p className="text-ink-2">The client sent none.</p>;
  return <ConfigurationFacts fields={configuration} without={[]} label="Runtime configuration" />;
}

const isMapping = (value: YamlValue): value is { readonly [key: string]: YamlValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
