/** Files by their URI, without a disk. */
import type { Files } from '../../server/src/lsp/host.ts';

/** @param files may change at any time; an Error: the file can't be read */
export function memoryFiles(files: Map<string, string | Error>): Files {
  return {
    readText: (uri) => {
      const content = files.get(uri);
      return content instanceof Error ? Promise.reject(content) : Promise.resolve(content);
    },
    list: (folder, ending) => {
      const paths = [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && uri.endsWith(ending));
      const names = paths.map((uri) => decodeURIComponent(uri.slice(folder.length + 1)));
      return Promise.resolve(names.filter((name) => !name.includes('/')));
    },
    exists: (uri) => Promise.resolve(files.has(uri)),
    realUri: (uri) => Promise.resolve(files.has(uri) ? uri : undefined),
    resolve: (path, folder = 'file:///') => new URL(path, `${folder}/`).href,
  };
}
