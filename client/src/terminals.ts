/** `login-policy`, the command line, in the terminals of this window. */
import type { ExtensionContext } from 'vscode';

/** For `client/bin`: the Node that runs this, which is VS Code's own. */
const NODE = 'LOGIN_POLICY_NODE';

/** In front of another of that name: what the panel copies is for this one. */
export function offerCommandLine(context: ExtensionContext): void {
  const { environmentVariableCollection: variables } = context;
  // A login shell may set the path anew while it starts; what is set once it has started comes last.
  const always = { applyAtProcessCreation: true, applyAtShellIntegration: true };
  const separator = process.platform === 'win32' ? ';' : ':';
  // VS Code keeps them from one start to the next, and the extension's folder may be another by now.
  variables.clear();
  variables.description = 'Puts `login-policy` on the path: checks and simulations on the command line.';
  variables.prepend('PATH', context.asAbsolutePath('dist/bin') + separator, always);
  variables.replace(NODE, process.execPath, always);
}
