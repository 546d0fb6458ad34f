import { url } from '@/lib/core/urls';
import { ServiceMark } from './service-mark';

interface AccountLinkProps {
  readonly name: string;
  readonly kind: 'person' | 'service' | null;
  readonly className?: string;
}

/** The name of an account, leading to its page, with the mark of a service account. */
export function AccountLink({ name, kind, className = 'relative z-[1]' }: AccountLinkProps) {
  return (
    <>
      <a href={kind === 'service' ? url.serviceAccount(name) : url.person(name)} className={className}>
        {name}
      </a>
      <ServiceMark kind={kind} />
    </>
  );
}
