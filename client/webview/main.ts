/** The page of the simulation panel: puts its parts together. */
import { render } from 'lit';
import { readToPage } from '../wire/panelMessages.ts';
import { Panel } from './panel.ts';
import './styles.css';
import { panelView } from './view/panelView.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

function start(root: HTMLElement): void {
  const host = acquireVsCodeApi();
  const panel = new Panel({
    post: (message) => {
      host.postMessage(message);
    },
    keep: (state) => {
      host.setState(state);
    },
    kept: host.getState(),
    changed: () => {
      show();
    },
  });
  const show = (): void => {
    render(panelView(panel), root);
  };
  window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
    // VS Code hands its messages on in the page's own origin; whatever comes from elsewhere is not its.
    if (origin !== window.origin) return;
    const message = readToPage(data);
    if (message) panel.hear(message);
  });
  show();
  host.postMessage({ type: 'ready' });
}

const root = document.getElementById('panel');
if (root) start(root);
