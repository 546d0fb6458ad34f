import { pageAddress } from '@/app/(dashboard)/_artifact/address';
import { saveFormAction } from '@/app/(dashboard)/_artifact/form-actions';
import { Section } from '@/components/artifact/section';
import { CommentRows } from '@/components/artifact-forms/report/comment-rows';
import { EditorForm } from '@/components/editor/editor-form';
import { SaveBar } from '@/components/editor/save-bar';
import { begin } from './begin';
import { Composer } from './composer';
import type { EditorProps } from './props';

/** A report that is yet to be composed, or the comments of one that is: the rest of it is a snapshot. */
export async function ReportEditor(props: EditorProps) {
  if (props.artifact === null) return <Composer {...props} />;
  return (
    <EditorForm action={saveFormAction} start={await begin(props, 'report')}>
      <p className="max-w-[72ch] text-ink-2">
        A report is a snapshot of a card, a suite and results: those copies stay as they were composed, and
        only the comments can change. Compose another report to have what is there today.
      </p>
      <Section id="comments" title="Comments">
        <CommentRows />
      </Section>
      <SaveBar back={pageAddress(props.at, null)} drafts />
    </EditorForm>
  );
}
