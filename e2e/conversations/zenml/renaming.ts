import type { Chapter } from '../exchange';
import { absent, client, stackTaken } from './cast';
import { cloud, cloudNames, registry, wrapped } from './wrappers';

const admin = client('default');
const rosa = client('rosa');

/** `zenml stack rename` and `zenml stack copy` of clients 0.8 to 0.11. */
export const renaming: Chapter = {
  title: 'a stack gets another name, and a copy',
  exchanges: [
    admin('renaming reads the stack', ['GET', '/stacks/cloud'], [200, cloud]),
    admin('puts it under its new name', ['PUT', '/stacks/cloud', { ...cloud, name: 'sky' }], [200, null]),
    admin(
      'and deletes the old one, which is gone: the client must not hear of that',
      ['DELETE', '/stacks/cloud'],
      [200, null],
    ),
    admin(
      'the stack is there, with all that it has',
      ['GET', '/stacks/sky'],
      [200, { ...cloud, name: 'sky' }],
    ),
    admin('the old name is not', ['GET', '/stacks/cloud'], absent("Unable to find stack with name 'cloud'.")),
    admin(
      'deleting it once more is told',
      ['DELETE', '/stacks/cloud'],
      absent("Unable to find stack with name 'cloud'."),
    ),
    admin(
      'as is a name that never was',
      ['DELETE', '/stacks/clod'],
      absent("Unable to find stack with name 'clod'."),
    ),
    admin(
      'a rename that changes only the case',
      ['PUT', '/stacks/sky', { ...cloud, name: 'SKY' }],
      [200, null],
    ),
    admin('deletes the old name as well', ['DELETE', '/stacks/sky'], [200, null]),
    admin('and spares the stack', ['GET', '/stacks/SKY'], [200, { ...cloud, name: 'SKY' }]),
    admin('another rename', ['PUT', '/stacks/SKY', cloud], [200, null]),
    rosa(
      'is tidied up after by the client that made it and by no other',
      ['DELETE', '/stacks/SKY'],
      absent("Unable to find stack with name 'SKY'."),
    ),
    admin(
      'somebody takes the old name at once',
      ['POST', '/stacks', { name: 'SKY', components: [] }],
      [200, null],
    ),
    admin('and is spared', ['DELETE', '/stacks/SKY'], [200, null]),
    admin('as they see', ['GET', '/stacks/SKY'], [200, { name: 'SKY', components: [] }]),
    admin('until they delete it themselves', ['DELETE', '/stacks/SKY'], [200, null]),
    admin(
      'onto a name that is taken nothing is renamed',
      ['PUT', '/stacks/cloud', { ...cloud, name: 'default' }],
      stackTaken("Unable to register stack with name 'default': Found existing stack with this name."),
    ),
    admin('and nothing was forgiven for it', ['GET', '/stacks/cloud'], [200, cloud]),
    admin(
      'copying reads the stack and whether the new name is free',
      ['GET', '/stack-configurations/copy'],
      absent("Unable to find stack with name 'copy'."),
    ),
    admin(
      'and registers the same components under it',
      ['POST', '/stacks', { ...cloud, name: 'copy' }],
      [200, null],
    ),
    admin('which are the same ones', ['GET', '/stack-configurations/copy'], [200, cloudNames]),
    admin(
      'so that one of them cannot be deleted while two stacks have it',
      ['DELETE', '/components/artifact_store/bucket'],
      [
        409,
        {
          detail: [
            'ValueError',
            "Unable to deregister stack component (type: artifact_store, name: bucket) that is part of a registered stack (stack name: 'cloud', 'copy').",
          ],
        },
      ],
    ),
    admin(
      'a component that is renamed is renamed in both',
      [
        'PUT',
        '/components/container_registry/hub',
        wrapped(
          'container_registry',
          'dockerhub',
          `name: docker hub\nuri: docker.io/greenhouse\nuuid: ${registry.uuid}\n`,
        ),
      ],
      [200, { container_registry: 'dockerhub' }],
    ),
    admin(
      'as the copy shows',
      ['GET', '/stack-configurations/copy'],
      [200, { ...cloudNames, container_registry: 'docker hub' }],
    ),
    admin(
      'it is named back',
      ['PUT', '/components/container_registry/docker%20hub', registry],
      [200, { container_registry: 'dockerhub' }],
    ),
    admin('the copy goes', ['DELETE', '/stacks/copy'], [200, null]),
  ],
};
