// What has to be there before anything can be built. Only Node's own modules: this runs before `npm ci`.
import { spawnSync } from 'node:child_process';

const NODE_WANTED = '20.19.0';
/** Between these, Node has no `zlib.crc32`. */
const NODE_GAP = { from: '21.0.0', to: '22.2.0' };
const GO_WANTED = '1.26.0';

/** A problem that the person at the keyboard can solve; printed as one line, without a stack. */
export class SetUpError extends Error {}

/** @throws {SetUpError} when this Node is too old. */
export function requireNode(version = process.versions.node) {
  const isInGap = isAtLeast(version, NODE_GAP.from) && !isAtLeast(version, NODE_GAP.to);
  if (isAtLeast(version, NODE_WANTED) && !isInGap) return;
  const wanted = isInGap ? NODE_GAP.to : NODE_WANTED;
  throw new SetUpError(
    `Node ${version} is too old: install Node ${wanted} or newer (https://nodejs.org), then run this again.`,
  );
}

/** @throws {SetUpError} when there is no Go, or one that is too old to build the engine. */
export function requireGo(run = runGoVersion) {
  const answer = run();
  const version = /go(\d+(?:\.\d+)*)/.exec(answer ?? '')?.[1];
  if (version === undefined) {
    throw new SetUpError(
      `Go is missing: install Go ${GO_WANTED} or newer (https://go.dev/dl), it builds the policy engine; then run this again.`,
    );
  }
  if (!isAtLeast(version, GO_WANTED)) {
    throw new SetUpError(
      `Go ${version} is too old: install Go ${GO_WANTED} or newer (https://go.dev/dl), then run this again.`,
    );
  }
}

function runGoVersion() {
  // From the root, not from engine/: there the go.mod would make an old Go try to fetch a newer one.
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  return status === 0 ? stdout : undefined;
}

function isAtLeast(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < b.length; i++) {
    const difference = (a[i] ?? 0) - b[i];
    if (difference !== 0) return difference > 0;
  }
  return true;
}
