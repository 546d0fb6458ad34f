import type { Chapter } from '../exchange';
import { absent, absentWithoutRole, client, lacking, NAIVE, NOBODY, posted, taken, UUID } from './cast';

const admin = client('default');
const rosa = client('rosa');
const noor = client('noor');

const project = (name: string, description: string | null, id: unknown = UUID) => ({
  id,
  creation_date: NAIVE,
  name,
  description,
});

/** `zenml project`. */
export const projects: Chapter = {
  title: 'projects',
  exchanges: [
    admin(
      'a project is made, its description kept',
      ['POST', '/projects', posted('p1', { description: 'desc one' })],
      [200, project('p1', 'desc one')],
      { keep: { p1: 'id' } },
    ),
    admin('and reads back', ['GET', '/projects/p1'], [200, project('p1', 'desc one', '{{p1}}')]),
    admin(
      'one without a description has null',
      ['POST', '/projects', posted('p2', { description: null })],
      [200, project('p2', null)],
    ),
    admin(
      'the list has them as they were made',
      ['GET', '/projects'],
      [200, [project('p1', 'desc one', '{{p1}}'), project('p2', null)]],
    ),
    admin(
      'the same name again is a conflict that the client knows',
      ['POST', '/projects', posted('p1', { description: null })],
      taken("Project with name 'p1' already exists."),
    ),
    admin(
      'the one that the store begins with is taken, too',
      ['POST', '/projects', posted('default')],
      taken("Project with name 'default' already exists."),
    ),
    admin('another is not there', ['GET', '/projects/p3'], absent('Project p3 not found.')),
    admin('a project goes', ['DELETE', '/projects/p2'], [200, null]),
    admin('once', ['DELETE', '/projects/p2'], absent('Project p2 not found.')),
    rosa(
      'who may not make projects is told so',
      ['POST', '/projects', posted('p3', { description: null })],
      lacking('project:create'),
    ),
    rosa(
      'who works everywhere sees them',
      ['GET', '/projects/p1'],
      [200, project('p1', 'desc one', '{{p1}}')],
    ),
    noor('and is told what deleting takes', ['DELETE', '/projects/p1'], lacking('project:delete')),
    client('ivo')('who holds nothing sees none', ['GET', '/projects'], [200, []]),
    client('ivo')('nor one by its name', ['GET', '/projects/p1'], absentWithoutRole('Project p1 not found.')),
    {
      claim: 'nobody makes one without credentials',
      send: ['POST', '/api/zenml/projects', posted('p4')],
      reply: NOBODY,
      fromPython: true,
    },
  ],
};
