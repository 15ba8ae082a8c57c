/** OPA's own answer of one built-in; undefined where it fails. */
import type { Engine } from '../../../../server/src/core/ports.ts';

export async function askOpa(engine: Engine, name: string, ...args: unknown[]): Promise<unknown> {
  const { result } = await engine.ask({ op: 'builtin', name, args: JSON.stringify(args) });
  return result === undefined ? undefined : JSON.parse(result);
}
