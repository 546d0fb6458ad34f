import { describe, expect, it } from 'vitest';
import { url } from '../urls';
import { crumbsOf } from './crumbs';

const labels = (path: string) => crumbsOf(path).map(({ label }) => label);

describe('the breadcrumb', () => {
  it('shows names where an address has names and words where it has words', () => {
    expect(labels(url.artifact('garden', 'GardenBuddy', '0.0.1', 'results.default'))).toEqual([
      'garden',
      'Models',
      'GardenBuddy',
      '0.0.1',
      'results.default',
    ]);
    expect(labels(url.list('qa_categories'))).toEqual(['Lists', 'qa_categories']);
    expect(labels(url.home())).toEqual(['Home']);
    expect(labels(url.projects())).toEqual(['Projects']);
  });

  it('takes a model named like one of our words for a name', () => {
    expect(labels(url.model('new', 'versions'))).toEqual(['new', 'Models', 'versions']);
    expect(labels(url.version('edit', 'models', 'artifacts'))).toEqual([
      'edit',
      'Models',
      'models',
      'artifacts',
    ]);
  });

  it('names catalog and entry, whatever they are called', () => {
    expect(labels(url.part(url.catalogEntry('entries', 'new/edit'), 'use'))).toEqual([
      'Catalog',
      'entries',
      'new/edit',
      'Use in a suite',
    ]);
    expect(labels(url.newCatalogEntry({ catalog: 'local' }).split('?')[0] ?? '')).toEqual([
      'Catalog',
      'New catalog entry',
    ]);
  });

  it('names runs, pipelines, stacks and what has a type before its name', () => {
    expect(labels(url.run('p', 'runs'))).toEqual(['p', 'Runs', 'runs']);
    expect(labels(url.part(url.pipeline('p', 'edit'), 'delete'))).toEqual([
      'p',
      'Pipelines',
      'edit',
      'Delete',
    ]);
    expect(labels(url.part(url.stack('new'), 'yaml'))).toEqual(['Stacks', 'new', 'YAML']);
    expect(labels(url.part(url.component('artifact_store', 'edit'), 'edit'))).toEqual([
      'Components',
      'Artifact store',
      'edit',
      'Edit',
    ]);
    expect(labels(url.flavor('orchestrator', 'slurm'))).toEqual(['Flavors', 'Orchestrator', 'slurm']);
    expect(labels(url.newStack())).toEqual(['Stacks', 'New stack']);
    const id = '01a23100-c59c-7350-bf2b-5d2d8bf4ee9d';
    expect(labels(url.request(id))).toEqual(['Admin', 'Requests', 'Request']);
    expect(labels(url.reviewed(id))).toEqual(['Admin', 'Access review', 'Use']);
    expect(labels(url.projectSettings('p'))).toEqual(['p', 'Settings']);
    expect(labels(url.part(url.run('p', 'stack'), 'artifacts'))).toEqual(['p', 'Runs', 'stack', 'Artifacts']);
  });

  it('keeps the list that a form adds to, though the form lies beside it', () => {
    for (const [path, parents] of [
      [url.newStack(), [url.stacks()]],
      [url.newComponent(), [url.components()]],
      [url.newFlavor(), [url.flavors()]],
      [url.newProject(), [url.projects()]],
      [url.newCatalogEntry(), [url.catalog()]],
      [url.newPerson(), [url.admin(), url.people()]],
      [url.newServiceAccount(), [url.admin(), url.serviceAccounts()]],
      [url.newInvitation(), [url.admin(), url.invitations()]],
      [url.newTeam(), [url.admin(), url.teams()]],
      [url.newRole(), [url.admin(), url.roles()]],
      [url.newAssignment(), [url.admin(), url.assignments()]],
      [url.newModel('p'), [url.project('p'), url.models('p')]],
      [url.compareRuns('p', []).split('?')[0] ?? '', [url.project('p'), url.runs('p')]],
    ] as const)
      expect(crumbsOf(path).map(({ href }) => href)).toEqual([...parents, null]);
    // A project may be called so.
    expect(labels(url.models('new-stack'))).toEqual(['new-stack', 'Models']);
  });

  it('names service accounts, and what is done with their tokens', () => {
    const at = url.serviceAccount('rotate');
    expect(labels(at)).toEqual(['Admin', 'Service accounts', 'rotate']);
    expect(labels(url.part(at, 'new-token'))).toEqual([
      'Admin',
      'Service accounts',
      'rotate',
      'Issue a token',
    ]);
    expect(labels(url.part(at, 'rotate'))).toEqual(['Admin', 'Service accounts', 'rotate', 'Rotate a token']);
    expect(labels(url.newServiceAccount())).toEqual(['Admin', 'Service accounts', 'New service account']);
  });

  it('decodes names and links each step but the last to a prefix of the address', () => {
    const path = url.part(url.artifact('p', 'a/b', null, 'card.ü'), 'json');
    const crumbs = crumbsOf(path);
    expect(crumbs.map(({ label }) => label)).toEqual(['p', 'Models', 'a/b', 'card.ü', 'JSON']);
    for (const { href } of crumbs.slice(0, -1)) expect(path.startsWith(`${href}/`)).toBe(true);
    expect(crumbs.at(-1)?.href).toBeNull();
  });
});
