import type { ReactNode } from 'react';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { Hallmark } from '@/components/hallmark/hallmark';
import { summaryVerdict, TYPE_WORDS } from '@/components/models/summary-labels';
import { LinkButton } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { PrintFoot } from '@/components/ui/print-foot';
import { Tabs } from '@/components/ui/tabs';
import type { Artifact } from '@/lib/artifacts/artifact';
import { type ArtifactSummary, summarise } from '@/lib/artifacts/summary';
import type { Ctx } from '@/lib/core/ctx';
import { runtime } from '@/lib/core/runtime';
import { queryText, url } from '@/lib/core/urls';
import { plainValue } from '@/lib/json/exact-json';
import { whyNot } from '@/lib/next/why-not';
import { listArtifactRuns } from '@/lib/runs/list-artifact-runs';
import { type At, pageAddress } from './address';
import { ArtifactFacts } from './facts';

export type View = 'rendered' | 'json' | 'revisions';

interface ChromeProps {
  readonly ctx: Ctx;
  readonly at: At;
  readonly artifact: Artifact;
  readonly view: View;
  /** The revision that the address names; undefined at the head. */
  readonly revision: number | undefined;
  readonly children: ReactNode;
}

/** What every view of an artifact has around it: title, hallmark, acts, tabs, facts. */
export async function ArtifactChrome({ ctx, at, artifact, view, revision, children }: ChromeProps) {
  const required = {
    operation: 'artifact',
    projectId: artifact.projectId,
    resourceId: artifact.modelId,
  } as const;
  const mayEdit = await whyNot(ctx, { ...required, type: 'update' });
  const mayDelete = await whyNot(ctx, { ...required, type: 'delete' });
  const mayCompose =
    artifact.type === 'results' ? await whyNot(ctx, { ...required, type: 'create' }) : undefined;
  const runs = await listArtifactRuns(ctx, { project: artifact.project, artifactId: artifact.id });
  const { headRevision } = artifact;
  const shown = artifact.revision.revision;
  const permalink = `${runtime().url}${url.artifactPermalink(artifact.id, shown)}`;
  const other = view === 'json' ? null : 'json';
  return (
    <>
      <PrintFoot lines={[permalink, `SHA-256 ${artifact.revision.sha256}`]} />
      <PageHead
        title={<Title artifact={artifact} />}
        under={
          <>
            <Hallmark
              who={artifact.revision.creator}
              what={artifact.type}
              verdict={summaryVerdict(summaryOf(artifact))}
              when={artifact.revision.stampedAt}
            />
            <span>
              revision {shown} of {headRevision}
            </span>
          </>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={artifact.id} projectId={artifact.projectId} />
            <CopyButton text={permalink} label="Copy link to this revision" hotkey="y">
              Copy link
            </CopyButton>
            <LinkButton href={pageAddress(at, 'download', shown)} download>
              Download
            </LinkButton>
            <ActionLink label="Delete" href={pageAddress(at, 'delete')} why={mayDelete} />
            {mayCompose !== undefined && (
              <ActionLink label="Compose report" href={composerOf(at)} why={mayCompose} />
            )}
            <ActionLink
              label={waits(artifact) ? 'Validate by hand' : 'Edit'}
              href={pageAddress(at, 'edit')}
              why={mayEdit}
              look="primary"
              hotkey="e"
            />
          </>
        }
      />
      {shown !== headRevision && (
        <Note tone="stale">
          <b className="font-medium text-stale">Not the latest.</b> This is revision {shown} of {headRevision}
          .{' '}
          <a href={pageAddress(at, view === 'json' ? 'json' : null)} className="link">
            See revision {headRevision}
          </a>
        </Note>
      )}
      <Tabs
        label="Views"
        tabs={[
          {
            label: TYPE_WORDS[artifact.type].one,
            href: pageAddress(at, null, revision),
            isHere: view === 'rendered',
            ...(other === null && { hotkey: '.' }),
          },
          {
            label: 'JSON',
            href: pageAddress(at, 'json', revision),
            isHere: view === 'json',
            ...(other === 'json' && { hotkey: '.' }),
          },
          {
            label: 'Revisions',
            href: pageAddress(at, 'revisions'),
            isHere: view === 'revisions',
            count: headRevision,
          },
        ]}
      />
      <div className="with-aside [--aside:240px]">
        <div className="min-w-0">{children}</div>
        <aside aria-label="Facts">
          <ArtifactFacts artifact={artifact} permalink={permalink} runs={runs} />
        </aside>
      </div>
    </>
  );
}

/** Where a report of these results is composed. */
const composerOf = ({ project, model, version, artifact }: At): string =>
  `${url.newArtifact(project, model, version)}${queryText({ type: 'report', results: artifact })}`;

/** Whether the latest results hold some that a person has to judge. */
const waits = ({ summary }: Artifact): boolean => summary.type === 'results' && summary.info > 0;

/** Of the revision shown; lists keep that of the latest. */
function summaryOf({ type, body, revision, headRevision, summary }: Artifact): ArtifactSummary {
  return revision.revision === headRevision ? summary : summarise(type, plainValue(body), body).summary;
}

/** `Test results default of GardenBuddy 0.0.1`. */
function Title({ artifact }: { artifact: Artifact }) {
  const { type, identifier, model, version } = artifact;
  const name = identifier.slice(type.length + 1);
  return (
    <>
      {TYPE_WORDS[type].one} {name !== 'default' && <>{name} </>}
      <span className="text-ink-3">
        of {model}
        {version !== null && <> {version}</>}
      </span>
    </>
  );
}
