import type { Metadata } from 'next';
import { showStackYamlAction } from '@/app/(dashboard)/stacks/actions';
import { StackChrome } from '@/app/(dashboard)/stacks/chrome';
import { openStack, type StackParams } from '@/app/(dashboard)/stacks/open';
import { RELEASES, releaseOf } from '@/app/(dashboard)/stacks/releases';
import { WhyNot } from '@/components/access/why-not';
import { Form } from '@/components/forms/form';
import { ShownLines } from '@/components/forms/shown';
import { Submit } from '@/components/forms/submit';
import { AutoSubmit } from '@/components/lists/auto-submit';
import { StackGone } from '@/components/stacks/stack-gone';
import { YamlDownload } from '@/components/stacks/yaml-download';
import { Note } from '@/components/ui/note';
import { Snippet } from '@/components/ui/snippet';
import { url } from '@/lib/core/urls';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { stackYaml } from '@/lib/stacks/stack-yaml';

interface PageProps {
  readonly params: StackParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `YAML · ${(await params).stack}` };
}

/** The text that `zenml stack import` reads: masked, and with secrets for who may and asks. */
export default async function StackYamlPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openStack(params, 'yaml');
  if (found.value === null) return <StackGone stack={at.stack} absence={found.absence} />;
  const { name } = found.value;
  const query = await oneEach(searchParams);
  const release = releaseOf(query['release']);
  const { text, hidesSecrets } = await load(stackYaml(ctx, { stack: name, release }));
  const whyNoSecrets = await whyNot(ctx, { operation: 'secret', type: 'read', projectId: null });
  const here = url.part(url.stack(name), 'yaml');
  const download = { action: url.part(here, 'download'), release };
  const again = query['problem'] === 'precondition';
  return (
    <StackChrome ctx={ctx} stack={found.value} part="yaml">
      <div className="flex max-w-[820px] flex-col gap-5">
        <p className="max-w-[72ch] text-ink-2">
          Another ZenML store takes this file with{' '}
          <code>zenml stack import {/^[\w.-]+$/.test(name) ? name : `'${name}'`}.yaml</code>. A client imports
          what its own release has exported.
        </p>
        <div className="flex flex-wrap items-end gap-2">
          <form action={here} className="flex items-end gap-1.5">
            <label className="flex gap-1.5 rounded-md border border-rule bg-lift px-2 py-[4px] hover:border-rule-2">
              <span className="text-ink-3">for client</span>
              <select name="release" defaultValue={release} key={release} className="bg-lift font-medium">
                {RELEASES.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </label>
            <AutoSubmit label="Write for it" />
          </form>
          <YamlDownload {...download} label="Download" />
        </div>
        {again && (
          <Note tone="fail">
            You signed in more than an hour ago. A file with secrets wants it again.{' '}
            <a href={url.signInAgain(here)} className="link">
              Sign in again
            </a>
          </Note>
        )}
        {query['problem'] === 'busy' && <Note tone="fail">{NO_ROOM}</Note>}
        <Snippet title={`${name}.yaml`} code={text} />
        {hidesSecrets && (
          <section className="flex flex-col gap-3">
            <h2>Secrets</h2>
            {whyNoSecrets === null ? (
              <>
                <p className="max-w-[72ch] text-ink-2">
                  Above they stand behind masks, which a client would take for the secrets themselves. Asking
                  for them leaves an entry in the audit trail.
                </p>
                <div className="flex flex-wrap items-start gap-2">
                  <YamlDownload {...download} label="Download with secrets" withSecrets />
                  <Form action={showStackYamlAction} className="flex min-w-0 flex-col gap-3" quiet>
                    <input type="hidden" name="stack" value={name} />
                    <input type="hidden" name="release" value={release} />
                    <ShownLines title={`${name}.yaml, with secrets`}>
                      Shown this once; this page’s address keeps nothing of it.
                    </ShownLines>
                    <Submit busy="Unsealing…" look="plain">
                      Show with secrets
                    </Submit>
                  </Form>
                </div>
              </>
            ) : (
              <>
                <p className="max-w-[72ch] text-ink-2">
                  They stand behind masks, which a client would take for the secrets themselves: fill them in
                  before you import.
                </p>
                <div className="relative">
                  <WhyNot label="Download with secrets" why={whyNoSecrets} side="left" />
                </div>
              </>
            )}
          </section>
        )}
      </div>
    </StackChrome>
  );
}
