/** A scenario file beside a policy, without a disk. */
import { readOwnScenarios, type OwnScenarios } from '../../server/src/core/scenarios/ownScenarios.ts';

/** @param text of `login.scenarios.yaml`, which names `login.rego`; undefined: there is none */
export function ownScenariosOf(text: string | undefined): Promise<OwnScenarios> {
  return readOwnScenarios([{ folder: '/', place: 'login.rego', name: 'login.rego' }], {
    list: () => Promise.resolve(text === undefined ? [] : ['login.scenarios.yaml']),
    read: () => Promise.resolve(text),
    locate: (_, path) => path,
  });
}
