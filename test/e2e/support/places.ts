import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Pictures and logs of what failed in the last run. */
export const failures = path.join(root, '.vscode-test/failures');
