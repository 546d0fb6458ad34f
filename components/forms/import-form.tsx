'use client'; // the plan gives way to what was done

import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { FormAction } from '@/lib/next/form-state';
import { ImportReportView } from '../models/import-report';
import { Form, useFormState } from './form';

interface ImportFormProps {
  readonly action: FormAction;
  readonly plan: ReactNode;
  readonly children: ReactNode;
}

/** Shows the plan with the button that carries it out; afterwards what happened. */
export function ImportForm({ action, plan, children }: ImportFormProps) {
  return (
    <Form action={action}>
      <Outcome plan={plan}>{children}</Outcome>
    </Form>
  );
}

function Outcome({ plan, children }: { plan: ReactNode; children: ReactNode }) {
  const { report } = useFormState().state;
  if (report === undefined)
    return (
      <>
        <p className="mb-4 text-ink-2">This is what would happen. Nothing has been written yet.</p>
        {children}
        {plan}
      </>
    );
  return (
    <>
      <p>
        {report.projects.map((project, n) => (
          <span key={project}>
            {n > 0 && ' · '}
            {report.store === 'mlte' ? (
              <a href={url.models(project)} className="link">
                Models of {project}
              </a>
            ) : (
              <a href={url.runs(project)} className="link">
                Runs of {project}
              </a>
            )}
          </span>
        ))}
      </p>
      {(report.store === 'zenml'
        ? report.mappings.length > 0
        : report.mappings.some(({ permissions }) => permissions.length > 0)) && (
        <p>
          {report.store === 'zenml'
            ? 'Roles arrived without permissions.'
            : 'Groups arrived without their permissions.'}{' '}
          <a href={url.importOffers()} className="link">
            Decide what their roles may
          </a>
        </p>
      )}
      <ImportReportView report={report} />
    </>
  );
}
