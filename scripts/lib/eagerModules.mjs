// V8 reads a function twice that is called right away, and all that is in it as often: once to see where it ends, then to
// compile it. One in parentheses it takes to be called, and compiles at once. In a bundle the modules of CommonJS
// packages are such functions: of the extension's, a fifth of the time to load.
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { parse } from 'acorn';

/**
 * A bundle of esbuild whose CommonJS modules are compiled when they are read, and its map. Modules that are loaded later
 * than the bundle, those of `import()`, stay as they are: esbuild's functions of them take nothing.
 * @param {string} code
 * @param {{mappings: string}} map version 3
 * @returns {{code: string, map: {mappings: string}}}
 */
export function compileModulesAtOnce(code, map) {
  const insertions = parse(code, { ecmaVersion: 'latest', locations: true })
    .body.flatMap(modulesIn)
    .flatMap(inParentheses(code));
  return { code: insertInto(code, insertions), map: { ...map, mappings: shift(map.mappings, insertions) } };
}

/** `var a = commonJS((exports, module) => { … })` */
function modulesIn(statement) {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ init }) => {
    const [module, ...others] = init?.type === 'CallExpression' ? init.arguments : [];
    const isModule = module?.type === 'ArrowFunctionExpression' && module.params.length > 0 && others.length === 0;
    return isModule && module.body.type === 'BlockStatement' ? [module] : [];
  });
}

/** Arrow functions are not taken to be called. */
function inParentheses(code) {
  return ({ start, end, loc, params, body }) => {
    const taken = code.slice(params[0].start, params.at(-1).end);
    return [
      { start, end: body.start, text: `(function(${taken})`, ...loc.start },
      { start: end, end, text: ')', ...loc.end },
    ];
  };
}

function insertInto(code, insertions) {
  const pieces = insertions.map(({ text, start }, n) => code.slice(insertions[n - 1]?.end ?? 0, start) + text);
  return pieces.join('') + code.slice(insertions.at(-1)?.end ?? 0);
}

/** Lines are counted from 1 by the parser, columns from 0 by both. */
function shift(mappings, insertions) {
  const lines = decode(mappings).map((segments, index) => {
    const here = insertions.filter(({ line }) => line === index + 1);
    return segments.map(([column, ...rest]) => {
      const before = here.filter((insertion) => insertion.column < column);
      const longer = before.reduce((sum, { text, start, end }) => sum + text.length - (end - start), 0);
      return [column + longer, ...rest];
    });
  });
  return encode(lines);
}
