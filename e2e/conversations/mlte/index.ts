import type { Chapter } from '../exchange';
import type { Custom } from '../play';
import { arriving } from './arriving';
import { catalogs } from './catalogs';
import { deleting } from './deleting';
import { finding } from './finding';
import { groups } from './groups';
import { lists } from './lists';
import { models } from './models';
import { notebook } from './notebook';
import { othersModels } from './others-models';
import { people } from './people';
import { refusing } from './refusing';
import { seeding } from './seeding';
import { signingIn } from './sign-in';
import { writing } from './writing';

/** The whole conversation of MLTE clients with a new store, whose one administrator is Ada. */
export const MLTE: readonly Chapter[] = [
  signingIn,
  seeding,
  arriving,
  models,
  othersModels,
  notebook,
  writing,
  refusing,
  finding,
  deleting,
  lists,
  people,
  groups,
  catalogs,
];

/** The client parses every reply as JSON, whatever its status; only what is redirected has none. */
const isJson: Custom = ({ status, headers, text }) =>
  status === 307 || (/^application\/json\b/.test(headers.get('content-type') ?? '') && text !== '')
    ? null
    : `a reply must be JSON, and this one is ${headers.get('content-type')}`;

/** No hash in any reply: neither argon2 nor bcrypt, and the member that clients insist on is empty. */
const withoutHash: Custom = ({ text }) =>
  /\$argon2|\$2[aby]\$|"hashed_password":"[^"]/.test(text)
    ? 'a reply must not hold the hash of a password'
    : null;

/** Success is 200 and nothing else: clients take 201 and 204 for faults. */
const plainSuccess: Custom = ({ status }) =>
  status > 200 && status < 300 ? `success must be 200, and this is ${status}` : null;

export const MLTE_CUSTOMS: readonly Custom[] = [isJson, withoutHash, plainSuccess];
