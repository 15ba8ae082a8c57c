/** Another extension for Rego, under the name of Open Policy Agent's. */
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** Packages it. @param folder where to @returns the package */
export async function packOtherRego(folder: string): Promise<string> {
  const packagePath = path.join(folder, 'otherRego.vsix');
  await createVSIX({
    cwd: path.join(import.meta.dirname, 'otherRego'),
    packagePath,
    dependencies: false,
    skipLicense: true,
    allowMissingRepository: true,
  });
  return packagePath;
}
