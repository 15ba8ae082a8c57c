// Where the tests in a real VS Code can run.

/**
 * Why they can't run here, in a line; undefined where they can.
 * @param {{platform: string, arch: string, env: Record<string, string | undefined>}} host
 */
export function whyNoVsCode({ platform, arch, env }) {
  if (platform === 'win32') return 'the VS Code that they run in is made for Linux and macOS';
  const hasBrowser = platform === 'linux' && arch === 'x64';
  if (!hasBrowser && !env.CHROME_PATH) return 'CHROME_PATH has to name an installed Chrome or Chromium';
  return undefined;
}
