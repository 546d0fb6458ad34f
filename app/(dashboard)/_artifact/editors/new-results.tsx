import { Snippet } from '@/components/ui/snippet';
import { queryText, url } from '@/lib/core/urls';
import type { EditorProps } from './props';

const VALIDATE = `from mlte.validation.test_suite_validator import TestSuiteValidator

TestSuiteValidator().load_and_validate().save()`;

/** Why there is no form for results that nobody computed, and what makes them. */
export function NewResults({ at }: Pick<EditorProps, 'at'>) {
  const asText = `${url.newArtifact(at.project, at.model, at.version)}${queryText({ type: 'results', as: 'json' })}`;
  return (
    <div className="flex max-w-[720px] flex-col gap-3">
      <p>
        Results say what a client found when it held evidence against a suite. A form would take verdicts that
        no evidence bears, so there is none: record the evidence, let a client validate it, and judge here
        what is left to a person.
      </p>
      <Snippet title="Python" code={VALIDATE} />
      <p className="text-ink-2">
        Results from elsewhere can be{' '}
        <a href={asText} className="link">
          written as JSON
        </a>
        .
      </p>
    </div>
  );
}
