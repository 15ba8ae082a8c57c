/** What VS Code puts around the panel's page: a frame, its theme, and the way to the host. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { panelHtml } from '../../../client/src/panel/panelHtml.ts';

export const THEMES = ['dark', 'light', 'hcDark', 'hcLight'] as const;
export type ThemeName = (typeof THEMES)[number];

interface Theme {
  bodyClass: string;
  /** As VS Code 1.100 hands them to a webview; of the dark one, the buttons are as its newest has them. */
  variables: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../../..');
/** Of what VS Code puts before a webview's own style, what has to be undone. */
const USUAL_STYLE =
  'body { font: var(--vscode-font-size) var(--vscode-font-family); margin: 0; padding: 0 20px; background: transparent }';
const NONCE = 'forTheTestsOnly0123456789';

/** Serves them at 127.0.0.1: `/?theme=dark` has the page in a frame. */
export async function servePages(): Promise<{ url: string; close: () => void }> {
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const page = pageAt(pathname, searchParams);
    response.writeHead(page ? 200 : 404, { 'content-type': page?.type ?? 'text/plain' });
    response.end(page?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}

function pageAt(pathname: string, search: URLSearchParams): { type: string; text: string } | undefined {
  const built = (name: string): string => fs.readFileSync(path.join(root, 'dist/webview', name), 'utf8');
  switch (pathname) {
    case '/':
      return { type: 'text/html', text: outerPage(search.toString()) };
    case '/panel':
      return { type: 'text/html', text: panelPage(search.get('theme') ?? 'dark') };
    case '/main.js':
      return { type: 'text/javascript', text: built('main.js') };
    case '/main.css':
      return { type: 'text/css', text: built('main.css') };
    case '/usual.css':
      return { type: 'text/css', text: USUAL_STYLE };
    default:
      return undefined;
  }
}

/** Hands on between the frame and `toHost`, which the test exposes. */
function outerPage(search: string): string {
  return `<!DOCTYPE html><html lang="en"><head><title>host</title><link rel="icon" href="data:,">
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style></head><body>
<script>
  window.kept = undefined;
  window.fromPanel = (message) => window.toHost(message);
  window.toPanel = (message) => document.querySelector('iframe').contentWindow.postMessage(message, window.origin);
</script>
<iframe title="panel" src="/panel?${search}"></iframe></body></html>`;
}

function panelPage(name: string): string {
  const theme = JSON.parse(fs.readFileSync(path.join(root, `test/webview/themes/${name}.json`), 'utf8')) as Theme;
  const html = panelHtml({ script: '/main.js', style: '/main.css', source: "'self'", nonce: NONCE });
  const api = `<script nonce="${NONCE}">
  for (const [name, value] of Object.entries(${JSON.stringify(theme.variables)})) document.documentElement.style.setProperty(name, value);
  document.addEventListener('DOMContentLoaded', () => { document.body.className = ${JSON.stringify(`vscode-body ${theme.bodyClass}`)}; });
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => parent.fromPanel(message),
    getState: () => parent.kept,
    setState: (state) => { parent.kept = JSON.parse(JSON.stringify(state)); },
  });
</script>`;
  return html.replace(
    '<link rel="stylesheet"',
    `${api}\n<link rel="stylesheet" href="/usual.css">\n<link rel="stylesheet"`,
  );
}
