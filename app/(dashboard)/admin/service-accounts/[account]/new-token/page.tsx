import { CheckField, SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { url } from '@/lib/core/urls';
import { issueTokenAction } from '../../actions';
import { ServiceAccountGone } from '../../gone';
import { whyNoToken } from '../../managed';
import { openServiceAccount } from '../../open';
import { ShownToken } from '../../shown-token';

export const metadata = { title: 'Issue a token' };

const KINDS = [
  { value: 'api', label: 'Programs: MLTE clients, scripts, the API' },
  { value: 'zenml', label: 'ZenML clients' },
] as const;

export default async function NewTokenPage({ params }: { params: Promise<{ account: string }> }) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  return (
    <FormPage
      title={`Issue a token of ${name}`}
      about={
        <>
          Whoever has it acts as{' '}
          <a href={url.serviceAccount(name)} className="link">
            {name}
          </a>
          , so you must hold what it carries yourself. Narrow it to what the job needs.
        </>
      }
      why={await whyNoToken(ctx, found.value)}
    >
      <Form action={issueTokenAction}>
        <input type="hidden" name="account" value={name} />
        <ShownToken />
        <SelectField name="kind" label="For" options={KINDS} initial="api" />
        <TextField
          name="name"
          label="Name"
          required
          autoComplete="off"
          hint="What will use it: nightly evaluation."
        />
        <TextField
          name="expiresInDays"
          label="Expires after days"
          initial="90"
          required
          inputMode="numeric"
          hint="1 to 366. Before that, rotate it."
        />
        <TextField
          name="project"
          label="Only in project"
          hint={`Leave it empty for every project that ${name} can use.`}
          spellCheck={false}
          autoComplete="off"
        />
        <CheckField name="readOnly" label="Read-only" />
        <Submit busy="Issuing…">Issue token</Submit>
      </Form>
    </FormPage>
  );
}
