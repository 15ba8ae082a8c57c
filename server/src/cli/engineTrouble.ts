import { EngineError } from '../core/ports.ts';
import { FileTrouble } from './readFile.ts';

/**
 * What an error of the engine says about the policy it was busy with.
 * @param doing what took too long, such as `checking it`
 * @throws the error itself where the policy is not to blame
 */
export function blamePolicy(file: string, doing: string, error: unknown): FileTrouble {
  if (!(error instanceof EngineError)) throw error;
  switch (error.kind) {
    case 'timeLimit':
      return new FileTrouble(file, `${doing} took too long and was given up`);
    case 'crashed':
      return new FileTrouble(file, error.message.replace(/^The policy engine ended: /, ''));
    case 'panic':
      return new FileTrouble(file, `OPA itself failed on it (${error.message})`);
    default:
      throw error;
  }
}
