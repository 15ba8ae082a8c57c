/** One policy, compiled to WebAssembly, under OPA's own SDK. */
import * as sdk from '@open-policy-agent/opa-wasm';
import type { ResultDocument } from '../protocol/engine.ts';
import { EngineEnded } from './door.ts';
import { favourSpeed } from './v8Flags.ts';

/** Its types are those of its CommonJS side; as an ES module it has the same in its default export. */
const { loadPolicySync } = (sdk as unknown as { default: typeof sdk }).default;

/** What the SDK's default, five pages, is meant for: the runtime's own data. A large policy's data comes on top. */
const RUNTIME_PAGES = 5;
const PAGE = 65_536;

/**
 * Answers a delegated built-in.
 *
 * @param name OPA's name of it
 * @param args JSON array of the arguments
 * @returns JSON of the result, or undefined where the call is undefined
 */
export type CallBuiltin = (name: string, args: string) => string | undefined;

/** A compiled policy, ready to decide. */
export interface CompiledPolicy {
  /**
   * @param input JSON text
   * @returns undefined where the interpreter has to be asked: the input is not of the kind that both are certain to
   *   read alike, or the compiled code gave up (two rules conflict, the stack is full)
   * @throws {EngineEnded} when a delegated built-in ended the engine
   */
  decide(input: string): ResultDocument | undefined;
}

/**
 * @param wasm base64 of the module
 * @param delegated the imports that `callBuiltin` has to answer, by the name of the import
 */
export function loadCompiledPolicy(wasm: string, delegated: string[], callBuiltin: CallBuiltin): CompiledPolicy {
  const bytes = Buffer.from(wasm, 'base64');
  favourSpeed();
  const module = new WebAssembly.Module(bytes);
  const initial = RUNTIME_PAGES + Math.ceil(bytes.length / PAGE);
  const builtins = Object.fromEntries(
    delegated.map((name) => [name, (args: string) => callBuiltin(name.slice(IMPORT_PREFIX.length), args)]),
  );
  const load = () => loadPolicySync(module, { initial }, builtins);
  let policy = load();
  return {
    decide(input) {
      if (!isReadAlike(input)) return undefined;
      try {
        return resultOf(policy.evaluate(bytesOf(input)));
      } catch (error) {
        if (error instanceof EngineEnded) throw error;
        // The instance may have been left in the middle of something.
        policy = load();
        return undefined;
      }
    },
  };
}

const IMPORT_PREFIX = 'opa_door.';

/** A number with a fraction, an exponent, or a negative zero; or what looks like one in a string. */
const ODD_NUMBER = /(?:^|[[:,\s])(?:-0|-?\d+[.eE])/;
const STRING = /"(?:[^"\\]+|\\.)*"/g;
/** One half of a character, escaped. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * The compiled policy takes text that is no JSON for no input, 0.1 and 1e-1 for two numbers, -0 for another key than 0,
 * and two halves that don't belong together for one character.
 */
function isReadAlike(input: string): boolean {
  try {
    JSON.parse(input);
  } catch {
    return false;
  }
  const hasOddNumber = ODD_NUMBER.test(input) && ODD_NUMBER.test(input.replace(STRING, '""'));
  return !hasOddNumber && !SURROGATE.test(input);
}

const encoder = new TextEncoder();

/** The SDK takes JSON text in an ArrayBuffer as it is; anything else it would serialize, numbers rounded. */
function bytesOf(input: string): ArrayBufferLike {
  const { buffer, byteLength } = encoder.encode(input);
  return byteLength === buffer.byteLength ? buffer : buffer.slice(0, byteLength);
}

function resultOf(resultSet: unknown): ResultDocument | undefined {
  return (resultSet as { result: ResultDocument }[])[0]?.result;
}
