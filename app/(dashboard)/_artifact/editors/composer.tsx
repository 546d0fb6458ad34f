import { Section } from '@/components/artifact/section';
import { CommentRows } from '@/components/artifact-forms/report/comment-rows';
import { ReportPreviewView } from '@/components/artifact-forms/report/report-preview';
import { EditorForm } from '@/components/editor/editor-form';
import { Line } from '@/components/editor/fields';
import { SaveBar } from '@/components/editor/save-bar';
import { EmptyYet } from '@/components/lists/empty';
import { summaryVerdict, TYPE_WORDS } from '@/components/models/summary-labels';
import { relativeText } from '@/components/ui/time-text';
import { type ListedArtifact, listArtifacts } from '@/lib/artifacts/list-artifacts';
import { previewReport } from '@/lib/artifacts/reports/preview-report';
import { REPORT_PARTS, type ReportPart } from '@/lib/artifacts/reports/report-sources';
import { queryText, url } from '@/lib/core/urls';
import { find } from '@/lib/next/load';
import type { EditorProps } from './props';
import { composeReportAction } from './report-actions';
import { SourceChoice } from './source-choice';

/** Newest of each type that a select offers. */
const OFFERED = 100;

/** Picks what a report is made of, shows what it would copy, and composes it. */
export async function Composer({ ctx, at, query }: EditorProps) {
  const version = at.version ?? '';
  const place = { project: at.project, model: at.model, version };
  const list = async (type: ReportPart) =>
    (await listArtifacts(ctx, { ...place, type, limit: OFFERED })).items;
  const offered = { card: await list('card'), suite: await list('suite'), results: await list('results') };
  const missing = REPORT_PARTS.filter((part) => offered[part].length === 0);
  if (missing.length > 0) return <Missing parts={missing} at={place} />;
  const chosen = (part: ReportPart) => query[part] || (offered[part][0]?.identifier ?? '');
  const choice = { card: chosen('card'), suite: chosen('suite'), results: chosen('results') };
  const { value: preview } = await find(previewReport(ctx, { ...place, ...choice }));
  const select = (part: ReportPart) => ({
    name: part,
    label: TYPE_WORDS[part].one,
    value: choice[part],
    options: offered[part].map((item) => ({ value: item.identifier, label: optionText(item, ctx.now) })),
  });
  return (
    <>
      <Section id="sources" title="Sources">
        <SourceChoice
          action={url.newArtifact(at.project, at.model, version)}
          selects={REPORT_PARTS.map(select)}
        />
        {preview !== null && (
          <ReportPreviewView
            preview={preview}
            now={ctx.now}
            hrefOf={(artifact) => url.artifact(at.project, at.model, artifact.version, artifact.identifier)}
            judgeHref={url.part(url.artifact(at.project, at.model, version, choice.results), 'edit')}
          />
        )}
      </Section>
      {preview !== null && (
        <EditorForm
          action={composeReportAction}
          start={{
            place: {
              ...place,
              ...choice,
              cardRevision: String(preview.sources.card.headRevision),
              suiteRevision: String(preview.sources.suite.headRevision),
              resultsRevision: String(preview.sources.results.headRevision),
            },
            revision: 0,
            tree: { name: 'default', comments: [] },
            lists: {},
            mayNotGrow: null,
          }}
        >
          <Section id="report" title="Report">
            <Line
              name="name"
              label="Name"
              help="The time of composing is put behind it: default-20261122-084500."
            />
          </Section>
          <Section id="comments" title="Comments">
            <CommentRows />
          </Section>
          <SaveBar back={url.version(at.project, at.model, version)} label="Compose report" />
        </EditorForm>
      )}
    </>
  );
}

/** `results.default · 17 / 20 · ada, 2 h ago`. */
function optionText({ identifier, summary, revision }: ListedArtifact, now: Date): string {
  const { text, isSpan } = relativeText(revision.stampedAt, now);
  const verdict = summaryVerdict(summary).text;
  return [identifier, verdict, `${revision.creator ?? 'unknown author'}, ${isSpan ? `${text} ago` : text}`]
    .filter((part) => part !== '')
    .join(' · ');
}

const WAY: Readonly<Record<ReportPart, string>> = {
  card: 'Write the negotiation card',
  suite: 'Write the test suite',
  results: 'See how results are made',
};

function Missing({
  parts,
  at,
}: {
  readonly parts: readonly ReportPart[];
  readonly at: { readonly project: string; readonly model: string; readonly version: string };
}) {
  const lacking = parts.map((part) => `no ${TYPE_WORDS[part].one.toLowerCase()}`).join(' and ');
  return (
    <EmptyYet
      title={`There ${parts.includes('results') && parts.length === 1 ? 'are' : 'is'} ${lacking} yet`}
    >
      <p className="text-ink-2">
        A report copies a card, a suite and the results of this version into one document that stays as it is.
      </p>
      <ul>
        {parts.map((part) => (
          <li key={part}>
            <a
              href={`${url.newArtifact(at.project, at.model, at.version)}${queryText({ type: part })}`}
              className="link"
            >
              {WAY[part]}
            </a>
          </li>
        ))}
      </ul>
    </EmptyYet>
  );
}
