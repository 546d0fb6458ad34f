import 'server-only';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';

/** Base address of the MLTE door for a project; `default` is the bare one. */
export function storeAddress(project: string): string {
  const { url } = runtime();
  return project === 'default' ? url : `${url}/p/${encodeURIComponent(project)}`;
}

/** Lines that point the Python client at this store and make a model with its first card. */
export function pythonLines(project: string, who: string, model = 'MyModel', version = '0.0.1'): string {
  const [scheme, rest] = storeAddress(project).split('://');
  return `from mlte.session import set_context, set_store
from mlte.negotiation.artifact import NegotiationCard

set_store("${scheme}://${who}:PASSWORD@${rest}")
set_context("${python(model)}", "${python(version)}")
NegotiationCard().save(force=True, parents=True)`;
}

/** The same door by hand: makes a model. The token comes from the account page. */
export function curlLines(project: string, path: string, body: unknown): string {
  return `curl -X POST ${shell(`${storeAddress(project)}/api${path}`)} \\
  -H "Authorization: Bearer $ASSAY_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d ${shell(JSON.stringify(body))}`;
}

const ENTRY = {
  identifier: 'row-count',
  tags: ['Tabular'],
  quality_attribute: 'Functional Correctness',
  code: 'def row_count(rows):\n    return len(rows)\n',
} as const;

/** Lines that put an entry into the catalog `local` by the Python client, which writes its name before the entry's. */
export function catalogPythonLines(who: string): string {
  const [scheme, rest] = storeAddress('default').split('://');
  return `from mlte.catalog.model import CatalogEntry, CatalogEntryHeader
from mlte.store.base import StoreURI
from mlte.store.catalog.factory import create_catalog_store

address = StoreURI.from_string("${scheme}://${who}:PASSWORD@${rest}")
entry = CatalogEntry(
    header=CatalogEntryHeader(identifier="local--${ENTRY.identifier}"),
    tags=["${ENTRY.tags[0]}"],
    quality_attribute="${ENTRY.quality_attribute}",
    code=${JSON.stringify(ENTRY.code)},
)
create_catalog_store(address).session().entry_mapper.create(entry)`;
}

/** The same entry by hand. */
export function catalogCurlLines(): string {
  const { identifier, ...content } = ENTRY;
  return curlLines('default', '/catalog/local/entry', { header: { identifier }, ...content });
}

/**
 * Lines that connect a ZenML client, 0.8 to 0.13. It wants a user's name, refuses an address that ends in `/`, and sends
 * no password: the address carries the token, whose holder is who acts.
 */
export function zenmlLines(token: string): string {
  const address = `${runtime().url}/api/zenml/${token}`;
  return `zenml profile create assay -t rest --url ${shell(address)} --user default
zenml profile set assay`;
}

/** Lines that register a stack from the command line, once a client is connected. It takes fields with `=` only. */
export const stackLines = (): string => `zenml orchestrator register local --flavor=local
zenml metadata-store register local --flavor=sqlite --uri=./zenml.db
zenml artifact-store register local --flavor=local --path=./artifacts
zenml stack register my-stack -o local -m local -a local`;

/** A line of the native API that says which artifact a run produced, and in which step where it has any. */
export function linkArtifactLines(project: string, run: string, step: string | undefined): string {
  const path = `${url.run(project, run)}/models/MyModel/versions/0.0.1/artifacts/evidence.accuracy`;
  return `curl -X PUT ${shell(`${runtime().url}/api/v1${path}`)} \\
  -H "Authorization: Bearer $ASSAY_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d ${shell(JSON.stringify({ revision: 1, step }))}`;
}

const python = (text: string): string => JSON.stringify(text).slice(1, -1);
const shell = (text: string): string =>
  /^[\w:/.@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
