/** A scenario: a test file's steps in one VS Code, each of which goes on from where the last has come to. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Surroundings } from './codeServer.ts';
import { startSession, type Session } from './session.ts';

/**
 * Starts VS Code before the first step, and ends it after the last. Of a step that fails a picture is kept, and those
 * behind it are left out: they could only fail, too.
 *
 * @param folder relative to the root; a copy of it is opened
 * @param surroundings asked before VS Code starts
 * @returns what can be used in the steps
 */
export function startScenario(
  folder: string,
  surroundings: () => Surroundings | Promise<Surroundings> = () => ({}),
): Pick<Session, 'page'> {
  let session: Session | undefined;
  let failed: string | undefined;
  beforeAll(async () => {
    session = await startSession(folder, await surroundings());
  });
  afterAll(() => session?.end());
  beforeEach(({ onTestFailed, skip, task }) => {
    skip(failed !== undefined, `"${failed ?? ''}" has failed`);
    onTestFailed(() => {
      failed = task.name;
      return session?.keep(task.name);
    });
  });
  return {
    get page() {
      if (!session) throw new Error('VS Code has not started yet');
      return session.page;
    },
  };
}
