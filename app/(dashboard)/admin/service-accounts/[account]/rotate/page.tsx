import { goodFor } from '@/components/access/token-columns';
import { SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { Nothing } from '@/components/ui/nothing';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import type { TokenRecord } from '@/lib/credentials/token';
import { find, nothing, oneEach, type SearchParams } from '@/lib/next/load';
import { type Why, whyNot } from '@/lib/next/why-not';
import { listServiceTokens, mayListServiceTokens } from '@/lib/service-accounts/list-service-tokens';
import { rotateTokenAction } from '../../actions';
import { ServiceAccountGone } from '../../gone';
import { whyNoToken } from '../../managed';
import { openServiceAccount } from '../../open';
import { OVERLAPS } from '../../overlaps';
import { ShownToken } from '../../shown-token';

export const metadata = { title: 'Rotate a token' };

const DAY_MS = 86_400_000;

interface PageProps {
  readonly params: Promise<{ account: string }>;
  readonly searchParams: SearchParams;
}

export default async function RotatePage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const { token: id } = await oneEach(searchParams);
  const why = (await whyNoToken(ctx, found.value)) ?? (await whyNoList(ctx, name));
  const listed = why === null ? await find(listServiceTokens(ctx, { serviceAccount: name })) : null;
  const token = listed?.value?.find((each) => each.id === id) ?? null;
  if (why === null && token === null) {
    nothing();
    return <Nothing />;
  }
  return (
    <FormPage
      title={token === null ? `Rotate a token of ${name}` : `Rotate ${token.name} of ${name}`}
      about={token !== null && <About account={name} token={token} now={ctx.now} />}
      why={why ?? (token === null ? null : whyNoRotation(token, ctx.now))}
    >
      {token !== null && (
        <Form action={rotateTokenAction}>
          <input type="hidden" name="account" value={name} />
          <input type="hidden" name="id" value={token.id} />
          <ShownToken />
          {!token.isRotated && (
            <>
              <SelectField
                name="overlap"
                label="The old token goes on for"
                options={OVERLAPS}
                initial="day"
                hint="Time to put the new one where the old one is used."
              />
              <TextField
                name="expiresInDays"
                label="The new one expires after days"
                initial={String(daysOf(token))}
                required
                inputMode="numeric"
                hint="1 to 366."
              />
              <Submit busy="Rotating…">Rotate token</Submit>
            </>
          )}
        </Form>
      )}
    </FormPage>
  );
}

/** Which token is meant is told to who may read them; null for those. */
async function whyNoList(ctx: Ctx, serviceAccount: string): Promise<Why | null> {
  if (await mayListServiceTokens(ctx, { serviceAccount })) return null;
  return whyNot(ctx, { operation: 'token', type: 'read', projectId: null });
}

interface AboutProps {
  readonly account: string;
  readonly token: TokenRecord;
  readonly now: Date;
}

function About({ account, token, now }: AboutProps) {
  const back = (
    <a href={url.serviceAccount(account)} className="link">
      {account}
    </a>
  );
  if (token.isRotated)
    return (
      <>
        <code>{token.prefix}…</code> of {back} has been rotated:{' '}
        {token.revokedAt === null ? (
          <>
            it ends <RelativeTime at={token.expiresAt} now={now} />.
          </>
        ) : (
          'it has ended.'
        )}
      </>
    );
  return (
    <>
      A new token of {back} with the same name and scope ({goodFor(token)}) takes the place of{' '}
      <code>{token.prefix}…</code>, which expires <RelativeTime at={token.expiresAt} now={now} />.
    </>
  );
}

/** What has ended is not rotated. One with a successor keeps its form, which shows the successor's text without JavaScript. */
function whyNoRotation({ name, isRotated, revokedAt, expiresAt }: TokenRecord, now: Date): string | null {
  if (isRotated) return null;
  return revokedAt !== null || expiresAt <= now ? `${name} has ended: issue a new one.` : null;
}

/** For as many days as it was issued for. */
const daysOf = ({ createdAt, expiresAt }: TokenRecord): number =>
  Math.min(366, Math.max(1, Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS)));
