/** How people call a policy. */
import { workspace, type Uri } from 'vscode';

/** Of policies as they are deployed: their path is an id, and a name as a file. */
const DEPLOYED = 'loginpolicy';

/** A file by its path in the workspace; a policy that is deployed by its name. */
export function nameOfPolicy(uri: Uri): string {
  if (uri.scheme !== DEPLOYED) return workspace.asRelativePath(uri);
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return `${file.replace(/\.rego$/, '')} (deployed)`;
}
