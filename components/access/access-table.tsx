import type { AccessPath } from '@/lib/people/read-access';
import { together } from './access-words';
import { EndOf } from './assignment-columns';
import { GrantPath } from './grant-path';

interface AccessTableProps {
  readonly name: string;
  readonly access: readonly AccessPath[];
  readonly now: Date;
}

/** What somebody may, by project, each line with its path; what holds everywhere last. It ends with what is not. */
export function AccessTable({ name, access, now }: AccessTableProps) {
  const projects = [...new Set(access.flatMap(({ project }) => (project === null ? [] : [project])))];
  const places = [...projects.sort(), ...(access.some(({ project }) => project === null) ? [null] : [])];
  const readsStore = access.some(({ project, permits }) => project !== null && permits.length > 0);
  return (
    <>
      {places.map((place) => (
        <Place
          key={place ?? ''}
          label={place ?? 'Everywhere'}
          paths={access.filter(({ project }) => project === place)}
          now={now}
        />
      ))}
      <p className="py-2.5 text-ink-3">
        {access.length === 0
          ? `${name} holds no role: nothing is allowed but the own account.`
          : `${counted(access)} ${readsStore ? 'A role on any project also reads stacks, components, flavors, the catalog and the lists. ' : ''}Nothing else is allowed, but what comes with single models.`}
      </p>
    </>
  );
}

function counted(access: readonly AccessPath[]): string {
  const through = access.filter(({ team }) => team !== null).length;
  const [all, direct] = [access.length, access.length - through];
  return `${all} ${all === 1 ? 'grant' : 'grants'}: ${through} through teams, ${direct} given directly.`;
}

interface PlaceProps {
  readonly label: string;
  readonly paths: readonly AccessPath[];
  readonly now: Date;
}

function Place({ label, paths, now }: PlaceProps) {
  const cell =
    'border-b border-rule py-[7px] pr-4 align-top last:pr-0 max-md:block max-md:border-0 max-md:py-0';
  return (
    <section className="mt-3" aria-label={label}>
      <h3 className="border-b border-rule pb-1 font-medium">{label}</h3>
      <table className="w-full border-collapse max-md:block" aria-label={`Grants: ${label}`}>
        <thead className="sr-only">
          <tr>
            {['May', 'Through', 'Ends'].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {paths.map((path) => (
            <tr
              key={path.assignmentId}
              className="max-md:block max-md:border-b max-md:border-rule max-md:py-[7px]"
            >
              <td className={`${cell} w-[52%] [overflow-wrap:anywhere]`}>
                <Permits path={path} />
                {path.addsNothingTo !== null && (
                  <span className="block text-ink-3">adds nothing to {path.addsNothingTo}</span>
                )}
              </td>
              <td className={cell}>
                <GrantPath role={path.role} team={path.team} project={path.project} />
              </td>
              <td className={`${cell} w-36 text-ink-3`}>
                <EndOf at={path.expiresAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Permits({ path: { permits, project } }: { readonly path: AccessPath }) {
  if (permits.length === 0) return <span className="text-ink-3">nothing that counts there</span>;
  const groups = together(permits);
  if (project === null && permits.some(({ operation }) => operation === 'escalation') && permits.length > 15)
    return <strong className="font-medium">everything</strong>;
  return groups.map(({ types, of }, n) => (
    <span key={types}>
      {n > 0 && <span className="text-ink-3"> · </span>}
      <strong className="font-medium">{types}</strong> <span className="text-ink-2">{of}</span>
    </span>
  ));
}
