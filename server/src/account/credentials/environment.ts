/**
 * A credential in environment variables, by the names and in the order of spacectl (client/session/from_environment.go).
 */
import { BadInput } from '../../core/badInput.ts';
import { readVariable, type Environment } from '../variables.ts';
import { tokenCredential } from './tokenCredential.ts';
import type { FoundCredential } from '../../protocol/credential.ts';

const METHODS = ['token', 'github', 'apikey'] as const;
type Method = (typeof METHODS)[number];

/**
 * The first of token, GitHub token and API key that is there; `SPACELIFT_API_PREFERRED_METHOD` names the only one to
 * look for. An empty variable counts as none.
 * @returns undefined where no variable holds a credential; an endpoint alone is none
 * @throws {BadInput} where a part of a credential is missing: what is half there was meant, and must not be passed over
 * for another account
 */
export function readEnvironment(environment: Environment): FoundCredential | undefined {
  const get = getterOf(environment);
  const preferred = get('SPACELIFT_API_PREFERRED_METHOD')?.toLowerCase();
  if (preferred === undefined)
    return METHODS.map((method) => READERS[method](get)).find((found) => found !== undefined);
  const method = METHODS.find((name) => name === preferred);
  if (method === undefined) {
    throw new BadInput(`SPACELIFT_API_PREFERRED_METHOD: "${preferred}" is no method; use token, github or apikey`);
  }
  const found = READERS[method](get);
  if (found === undefined) {
    const wanted = WANTED[method];
    throw new BadInput(
      `SPACELIFT_API_PREFERRED_METHOD is ${method}, and ${wanted} is not set: set it, or unset the first`,
    );
  }
  return found;
}

/** What stands beside a key's file, which does not have all of it. */
export function readBesideKeyFile(environment: Environment): { endpoint: string | undefined; id: string | undefined } {
  const get = getterOf(environment);
  return { endpoint: readEndpoint(get), id: get('SPACELIFT_API_KEY_ID') };
}

type Get = (name: string) => string | undefined;

function getterOf(environment: Environment): Get {
  return (name) => readVariable(environment, name)?.value;
}

const READERS: Record<Method, (get: Get) => FoundCredential | undefined> = {
  token: (get) => {
    const token = get('SPACELIFT_API_TOKEN');
    if (token === undefined) return undefined;
    return { credential: tokenCredential(token, undefined, 'SPACELIFT_API_TOKEN'), from: 'SPACELIFT_API_TOKEN' };
  },
  github: (get) => {
    const token = get('SPACELIFT_API_GITHUB_TOKEN');
    if (token === undefined) return undefined;
    const endpoint = needEndpoint(get, 'SPACELIFT_API_GITHUB_TOKEN');
    return { credential: { kind: 'github', endpoint, token }, from: 'SPACELIFT_API_GITHUB_TOKEN' };
  },
  apikey: (get) => {
    const id = get('SPACELIFT_API_KEY_ID');
    const secret = get('SPACELIFT_API_KEY_SECRET');
    if (id === undefined && secret === undefined) return undefined;
    if (id === undefined) throw new BadInput('SPACELIFT_API_KEY_SECRET is set, and SPACELIFT_API_KEY_ID is not');
    if (secret === undefined) throw new BadInput('SPACELIFT_API_KEY_ID is set, and SPACELIFT_API_KEY_SECRET is not');
    const endpoint = needEndpoint(get, 'SPACELIFT_API_KEY_ID');
    return { credential: { kind: 'apiKey', endpoint, id, secret }, from: 'SPACELIFT_API_KEY_ID' };
  },
};

const WANTED: Record<Method, string> = {
  token: 'SPACELIFT_API_TOKEN',
  github: 'SPACELIFT_API_GITHUB_TOKEN',
  apikey: 'SPACELIFT_API_KEY_ID',
};

function needEndpoint(get: Get, beside: string): string {
  const endpoint = readEndpoint(get);
  if (endpoint !== undefined) return endpoint;
  throw new BadInput(
    `${beside} is set, and SPACELIFT_API_KEY_ENDPOINT is not: the account's address, such as https://example.app.spacelift.io`,
  );
}

function readEndpoint(get: Get): string | undefined {
  return get('SPACELIFT_API_KEY_ENDPOINT') ?? get('SPACELIFT_API_ENDPOINT');
}
