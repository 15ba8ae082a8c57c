/** An Engine without OPA, for tests of what the core makes of its answers. */
import { EngineError, type Engine } from '../../server/src/core/ports.ts';
import type { EngineAnswers, EngineRequest } from '../../server/src/protocol/engine.ts';

type Op = EngineRequest['op'];
type RequestOf<O extends Op> = Extract<EngineRequest, { op: O }>;

/** What to answer to each operation; one that is missing is a mistake of the test. Throw an EngineError for none. */
export type FakeAnswers = { [O in Op]?: (request: RequestOf<O>) => EngineAnswers[O] };

export interface FakeEngine extends Engine {
  /** Everything that was asked, in order. */
  readonly asked: EngineRequest[];
}

export function fakeEngine(answers: FakeAnswers): FakeEngine {
  const asked: EngineRequest[] = [];
  return {
    asked,
    ask<R extends EngineRequest>(request: R): Promise<EngineAnswers[R['op']]> {
      return new Promise((resolve) => {
        asked.push(request);
        const answer = answers[request.op] as ((request: R) => EngineAnswers[R['op']]) | undefined;
        if (answer === undefined) throw new EngineError('badRequest', `the fake engine has no answer to ${request.op}`);
        resolve(answer(request));
      });
    },
    dispose: () => Promise.resolve(),
  };
}
