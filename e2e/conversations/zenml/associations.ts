import type { Chapter } from '../exchange';
import { absent, client, lacking, missing, NOBODY, wrong } from './cast';
import { bucket, mysql } from './wrappers';

const rosa = client('rosa');
const noor = client('noor');
const pair = { artifact_store_uuid: bucket.uuid, metadata_store_uuid: mysql.uuid };
const at = `/store_associations/${bucket.uuid}/${mysql.uuid}`;

/** What clients of 0.12 and 0.13 do before they register a stack, and their own server never answered. */
export const associations: Chapter = {
  title: 'artifact and metadata stores belong together',
  exchanges: [
    rosa('registering a stack asks which stores belong together', ['GET', '/store_associations'], [200, []]),
    rosa('says that these two do', ['POST', '/store_associations', pair], [200, pair]),
    rosa('twice changes nothing', ['POST', '/store_associations', pair], [200, pair]),
    rosa('and then they do', ['GET', '/store_associations'], [200, [pair]]),
    rosa(
      'half a pair is told what is missing',
      ['POST', '/store_associations', { artifact_store_uuid: bucket.uuid }],
      missing('metadata_store_uuid'),
    ),
    rosa(
      'a uuid that is none is refused',
      ['POST', '/store_associations', { ...pair, metadata_store_uuid: 'x' }],
      wrong(['body', 'metadata_store_uuid'], 'type_error.uuid', 'value is not a valid uuid'),
    ),
    noor('who only reads, reads', ['GET', '/store_associations'], [200, [pair]]),
    noor('and is told what declaring takes', ['POST', '/store_associations', pair], lacking('stack:create')),
    noor('and what ending takes', ['DELETE', at], lacking('stack:delete')),
    rosa('deleting a stack ends the pair', ['DELETE', at], [200, null]),
    rosa(
      'once',
      ['DELETE', at],
      absent(`Artifact store ${bucket.uuid} and metadata store ${mysql.uuid} are not associated.`),
    ),
    {
      claim: 'nobody sees pairs without credentials',
      send: ['GET', '/api/zenml/store_associations'],
      reply: NOBODY,
      fromPython: true,
    },
    {
      claim: 'nor declares one',
      send: ['POST', '/api/zenml/store_associations', pair],
      reply: NOBODY,
      fromPython: true,
    },
    { claim: 'nor ends one', send: ['DELETE', `/api/zenml${at}`], reply: NOBODY, fromPython: true },
  ],
};
