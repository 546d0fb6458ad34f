import { ConfirmButton } from '@/components/forms/confirm-button';
import { CheckField, SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Shown, ShownLines } from '@/components/forms/shown';
import { Submit } from '@/components/forms/submit';
import { Cell, Row, Table } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TokenRecord } from '@/lib/credentials/token';
import { createTokenAction, revokeTokenAction } from './actions';
import { Section } from './section';

const KINDS = [
  { value: 'api', label: 'Programs: MLTE clients, scripts, the API' },
  { value: 'zenml', label: 'ZenML clients' },
] as const;

/** API tokens: a form that shows the new one once, and those there are. */
export function TokensSection({ tokens, now }: { tokens: readonly TokenRecord[]; now: Date }) {
  return (
    <Section
      id="tokens"
      title="API tokens"
      about="For scripts and clients, in place of your password; ZenML clients have their own kind, good at no other door. A token can do what you can at the time of use, narrowed as you choose; a new password ends them all."
    >
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="min-w-0">
          {tokens.length === 0 ? (
            <p className="border-t border-rule py-2 text-ink-3">You have no tokens.</p>
          ) : (
            <Table
              label="API tokens"
              columns={[
                { label: 'Token' },
                { label: 'For', hide: 'narrow' },
                { label: 'May', hide: 'narrow' },
                { label: 'Last used', hide: 'narrow' },
                { label: 'Expires' },
                { label: 'End', numeric: true },
              ]}
            >
              {tokens.map((token) => (
                <Row key={token.id}>
                  <Cell>
                    <span className="font-medium">{token.name}</span>
                    <code className="block text-ink-3">{token.prefix}…</code>
                  </Cell>
                  <Cell hide="narrow" dim>
                    {token.kind === 'zenml' ? 'ZenML' : 'API'}
                  </Cell>
                  <Cell hide="narrow" dim>
                    {token.readOnly ? 'read' : 'everything you may do'}
                    {token.project !== null && ` in ${token.project}`}
                  </Cell>
                  <Cell hide="narrow" dim>
                    {token.lastUsedAt === null ? (
                      'never'
                    ) : (
                      <RelativeTime at={token.lastUsedAt} now={now} ago />
                    )}
                  </Cell>
                  <Cell dim>
                    <Expiry token={token} now={now} />
                  </Cell>
                  <Cell numeric>
                    {token.revokedAt === null && token.expiresAt > now && (
                      <ConfirmButton
                        action={revokeTokenAction}
                        fields={{ id: token.id }}
                        label="Revoke"
                        question={`Revoke ${token.name}? What uses it stops working at once.`}
                      />
                    )}
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </div>
        <Form action={createTokenAction} className="flex flex-col gap-3">
          <Shown label="The new token, shown this once">
            Copy it now: only its hash is kept. It goes into <code>Authorization: Bearer …</code>
          </Shown>
          <ShownLines title="Shell, zenml 0.8 to 0.13">
            Copy the lines now: only the token’s hash is kept. Treat the address as a password.
          </ShownLines>
          <SelectField name="kind" label="For" options={KINDS} initial="api" />
          <TextField name="name" label="Name" required hint="What will use it: nightly evaluation." />
          <TextField name="expiresInDays" label="Expires after days" initial="90" required hint="1 to 366." />
          <TextField
            name="project"
            label="Only in project"
            hint="Leave it empty for every project that you can use."
            spellCheck={false}
          />
          <CheckField name="readOnly" label="Read-only" />
          <Submit busy="Creating…">Create token</Submit>
        </Form>
      </div>
    </Section>
  );
}

function Expiry({ token, now }: { token: TokenRecord; now: Date }) {
  if (token.revokedAt !== null)
    return (
      <>
        revoked <RelativeTime at={token.revokedAt} now={now} ago />
      </>
    );
  if (token.expiresAt <= now) return 'expired';
  return <RelativeTime at={token.expiresAt} now={now} />;
}
