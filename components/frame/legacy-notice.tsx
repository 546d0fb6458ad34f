/** Whom clients act as without a password, and from where. Names only for who may read users; else empty. */
export interface LegacyAccess {
  readonly pairs: readonly { readonly user: string; readonly network: string }[];
}

/** Stands above every page as long as the settings let clients in without a password. */
export function LegacyNotice({ pairs }: LegacyAccess) {
  return (
    <aside
      aria-label="Security notice"
      className="border-b border-rule bg-stale-bg px-4 py-1.5 text-stale md:px-6 print:hidden"
    >
      <strong className="font-medium">ZenML clients may come in without a password</strong>
      {pairs.length === 0 ? ' from some networks' : ` as ${pairs.map(pairText).join('; ')}`}. The setting{' '}
      <code className="font-mono">ASSAY_LEGACY_BASIC</code> allows it; tokens do without it.
    </aside>
  );
}

const pairText = ({ user, network }: LegacyAccess['pairs'][number]): string => `${user} from ${network}`;
