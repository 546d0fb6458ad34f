import type { Chapter } from '../exchange';
import type { Custom } from '../play';
import { firstToken, others } from './arriving';
import { associations } from './associations';
import { components } from './components';
import { flavors } from './flavors';
import { odd, strangers } from './odd';
import { people } from './people';
import { poison } from './poison';
import { projects } from './projects';
import { renaming } from './renaming';
import { granting, roles } from './roles';
import { runs } from './runs';
import { stacks } from './stacks';
import { initializing, starting } from './starting';

/** The whole conversation of ZenML clients with a new store, whose one administrator has the name `default`. */
export const ZENML: readonly Chapter[] = [
  firstToken,
  starting,
  initializing,
  others,
  granting,
  components,
  poison,
  stacks,
  renaming,
  flavors,
  people,
  projects,
  roles,
  runs,
  associations,
  odd,
  strangers,
];

/** The client parses every reply as JSON, but that to a HEAD and a redirect, and raises another error where it cannot. */
const isJson: Custom = ({ status, headers, text }) =>
  status === 307 || text === '' || /^application\/json\b/.test(headers.get('content-type') ?? '')
    ? null
    : `a reply must be JSON, and this one is ${headers.get('content-type')}`;

/** What is not found is a list: the client spreads it into its exception, a text letter by letter. */
const spreads: Custom = ({ status, text }) =>
  status !== 404 || /^\{"detail":(\["KeyError",|"Not Found"\})/.test(text)
    ? null
    : 'what is not found must be told as a KeyError';

/** A word that the client looks for in all of a conflict must stand there once. */
const oneException: Custom = ({ status, text }) =>
  status !== 409 ||
  (text.match(/StackComponentExistsError|StackExistsError|EntityExistsError|ValueError/g) ?? []).length === 1
    ? null
    : 'a conflict must name one exception';

export const ZENML_CUSTOMS: readonly Custom[] = [isJson, spreads, oneException];
