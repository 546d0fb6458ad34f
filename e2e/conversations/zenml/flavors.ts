import type { Chapter } from '../exchange';
import { absent, client, lacking, missing, NOBODY, noType, taken, wrong } from './cast';

const rosa = client('rosa');
const noor = client('noor');
const own = { name: 'my_store', type: 'artifact_store', source: 'my_pkg.stores.MyStore', integration: null };
const integrated = { name: 'default', type: 'artifact_store', source: 'other.Store', integration: 'other' };

/** `zenml artifact-store flavor register` and `list`. */
export const flavors: Chapter = {
  title: 'flavors are declared',
  exchanges: [
    rosa('a flavor is declared, and comes back', ['POST', '/flavors', own], [200, own]),
    rosa('another one keeps its integration', ['POST', '/flavors', integrated], [200, integrated]),
    rosa(
      'listing those of a type shows what somebody declared, default first, and none of those that are built in',
      ['GET', '/flavors/artifact_store'],
      [200, [integrated, own]],
    ),
    rosa('so do all', ['GET', '/flavors'], [200, [integrated, own]]),
    rosa('another type has none', ['GET', '/flavors/orchestrator'], [200, []]),
    rosa('loading a component asks for its flavor', ['GET', '/flavors/artifact_store/my_store'], [200, own]),
    rosa(
      'and for one that is built in, which the client then knows itself',
      ['GET', '/flavors/artifact_store/s3'],
      absent("No flavor 's3' of the component type 'artifact_store' is here."),
    ),
    rosa(
      'the same name again is a conflict that the client knows',
      ['POST', '/flavors', own],
      taken("The flavor 'my_store' for the stack component type 'artifact_store' already exists."),
    ),
    rosa(
      'the same name for another type is another flavor',
      ['POST', '/flavors', { ...own, type: 'orchestrator' }],
      [200, { ...own, type: 'orchestrator' }],
    ),
    rosa(
      'a type that there is none of is told in a list',
      ['GET', '/flavors/toaster'],
      noType('path', 'component_type'),
    ),
    rosa('in reading', ['GET', '/flavors/toaster/x'], noType('path', 'component_type')),
    rosa('and in declaring', ['POST', '/flavors', { ...own, type: 'toaster' }], noType('body', 'type')),
    rosa(
      'a flavor without its source is told so',
      ['POST', '/flavors', { name: 'x', type: 'alerter' }],
      missing('source'),
    ),
    rosa(
      'a source that is a number, too',
      ['POST', '/flavors', { ...own, name: 'x', source: 1 }],
      wrong(['body', 'source'], 'type_error.str', 'str type expected'),
    ),
    noor(
      'who only reads is told what declaring takes',
      ['POST', '/flavors', { ...own, name: 'x' }],
      lacking('flavor:create'),
    ),
    {
      claim: 'nobody lists without credentials',
      send: ['GET', '/api/zenml/flavors'],
      reply: NOBODY,
      fromPython: true,
    },
    { claim: 'nobody declares', send: ['POST', '/api/zenml/flavors', own], reply: NOBODY, fromPython: true },
  ],
};
