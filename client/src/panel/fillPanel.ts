/** Puts the page into VS Code's panel. */
import { Uri, type Webview } from 'vscode';
import { panelHtml } from './panelHtml.ts';

/** @param extension the extension's folder, which has `dist/webview` */
export function fillPanel(webview: Webview, extension: Uri): void {
  const built = Uri.joinPath(extension, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [built] };
  webview.html = panelHtml({
    script: webview.asWebviewUri(Uri.joinPath(built, 'main.js')).toString(),
    style: webview.asWebviewUri(Uri.joinPath(built, 'main.css')).toString(),
    source: webview.cspSource,
    nonce: makeNonce(),
  });
}

function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
