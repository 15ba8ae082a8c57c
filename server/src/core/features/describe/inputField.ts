import type { Inventory } from '../../account/inventory.ts';
import { nodeAt, type InputPath } from '../../policy/inputPath.ts';
import { INPUT, type InputFacts, type InputNode } from '../../policy/loginContract.ts';
import { code, list, paragraphs } from './markdown.ts';
import { tellShown } from './shownSession.ts';

/**
 * A field of the login input, by its path below `input`: type, meaning, examples, and what is assumed of it, or has been
 * shown by logins of the account. Markdown.
 * @returns undefined where the schema says nothing of the path
 */
export function describeInputField(path: InputPath, account: Inventory | undefined): string | undefined {
  const node = path.length === 0 ? INPUT : nodeAt(path);
  if (!node) return undefined;
  const facts = node['x-spacelift'] ?? {};
  const examples = node.examples ?? [];
  return paragraphs(
    `${code(writePath(path))} · ${typeOf(node)}`,
    path.length === 0 ? 'What Spacelift tells a login policy of the login.' : node.description,
    examples.length > 0
      ? `For example ${examples.map((example) => code(JSON.stringify(example))).join(', ')}`
      : undefined,
    describeFields(node),
    list(describeFacts(facts, tellShown(path, account))),
  );
}

/** `input.spaces[_].id`. */
export function writePath(path: InputPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'string')
      return text + (/^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`);
    return `${text}[${step === undefined ? '_' : String(step)}]`;
  }, 'input');
}

/** `string`, `list of strings`, `object or null`. */
function typeOf({ type, items, anyOf }: InputNode): string {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return items ? `list of ${typeOf(items)}s` : 'list';
  return type ?? 'anything';
}

function describeFields({ properties, items }: InputNode): string | undefined {
  const names = Object.keys(properties ?? items?.properties ?? {});
  return names.length === 0 ? undefined : `Fields: ${names.map(code).join(', ')}`;
}

/** What has been shown stands in place of what is assumed. */
function describeFacts({ slack, machineOnly, newSince, assumed }: InputFacts, shown: string | undefined): string[] {
  return [
    ...(slack === false ? ['Missing when somebody acts through Slack'] : []),
    ...(machineOnly === true ? ['Only in sessions of stacks and runs'] : []),
    ...(newSince === undefined ? [] : [`New since ${newSince}: older self-hosted installations may lack it`]),
    ...(shown === undefined ? [] : [shown]),
    ...(assumed === undefined || shown !== undefined ? [] : [`Assumed: ${assumed}`]),
  ];
}
