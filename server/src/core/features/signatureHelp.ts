/** What the function that is being called takes. Reads the text before the caret, as calls are half-typed most of the time. */
import { MarkupKind, type SignatureHelp, type SignatureInformation } from 'vscode-languageserver-types';
import type { PolicyModel, Rule } from '../syntax/model.ts';
import { readTokens, type Token } from './completion/tokens.ts';
import { describeCall } from './describe/builtin.ts';
import { commentOf } from './describe/ownRule.ts';
import { ownSignature, signatureOf, type Signature } from './describe/signature.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** For the innermost call that the offset is in the arguments of. Undefined: in none, or of a function nobody knows. */
export function helpWithCall(policy: OpenPolicy, offset: number): SignatureHelp | undefined {
  const call = findCall(policy.model, offset);
  const signatures = call && listSignatures(call, policy);
  if (!signatures || signatures.length === 0) return undefined;
  const fitting = signatures.findIndex(({ parameters = [] }) => parameters.length > call.argument);
  const activeSignature = Math.max(0, fitting);
  const count = signatures[activeSignature]?.parameters?.length ?? 0;
  return { signatures, activeSignature, activeParameter: Math.max(0, Math.min(call.argument, count - 1)) };
}

interface OpenCall {
  readonly name: string;
  /** Where the name starts. */
  readonly from: number;
  /** Which argument the offset is in, from 0. */
  readonly argument: number;
}

interface Bracket {
  readonly opener: string;
  /** What is called; undefined where nothing is. */
  readonly callee: { readonly name: string; readonly from: number } | undefined;
  commas: number;
}

function findCall(model: PolicyModel, offset: number): OpenCall | undefined {
  const { text, parsed } = model;
  const start = parsed.tree.positions.findLast((position) => position < offset) ?? 0;
  const tokens = readTokens(text, start, offset);
  const last = tokens.at(-1);
  if (last?.kind === 'comment' && last.to === offset) return undefined;
  const bracket = openBrackets(tokens.filter(({ kind }) => kind !== 'comment')).findLast(({ callee }) => callee);
  return bracket?.callee && { ...bracket.callee, argument: bracket.commas };
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Those that nothing has closed yet, from the outermost. */
function openBrackets(tokens: readonly Token[]): readonly Bracket[] {
  const open: Bracket[] = [];
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'sign') return;
    const top = open.at(-1);
    if (text === ',' && top) top.commas++;
    else if ('([{'.includes(text)) open.push({ opener: text, callee: calleeBefore(index, tokens), commas: 0 });
    const opener = CLOSES[text];
    const at = opener === undefined ? -1 : open.findLastIndex((bracket) => bracket.opener === opener);
    if (at >= 0) open.length = at;
  });
  return open;
}

/** The dotted name directly before a parenthesis. */
function calleeBefore(index: number, tokens: readonly Token[]): Bracket['callee'] {
  const parenthesis = tokens[index];
  if (parenthesis?.text !== '(') return undefined;
  let { from } = parenthesis;
  let name = '';
  for (const token of tokens.slice(0, index).reverse()) {
    const isPart = token.kind === 'word' || (token.text === '.' && name !== '');
    if (token.to !== from || !isPart) break;
    name = token.text + name;
    from = token.from;
  }
  return name === '' ? undefined : { name, from };
}

function listSignatures({ name, from }: OpenCall, policy: OpenPolicy): SignatureInformation[] {
  const { model, builtins } = policy;
  const isHead = model.clauses.some(({ head, nestedIn }) => head.nameSpan.from === from && !nestedIn);
  if (isHead) return [];
  const rule = ruleAt(from, model) ?? model.rules.get(name);
  if (rule) return ofRule(rule, model);
  const builtin = builtins.get(name);
  if (!builtin) return [];
  const described = toInformation(signatureOf(builtin), describeCall(builtin));
  const parameters = described.parameters?.map((parameter, index) => {
    const documentation = builtin.args[index]?.description;
    return documentation ? { ...parameter, documentation } : parameter;
  });
  return [{ ...described, ...(parameters && { parameters }) }];
}

/** Through imports and `data.spacelift` too. */
function ruleAt(from: number, model: PolicyModel): Rule | undefined {
  const reference = model.references.find((each) => each.from === from);
  return reference?.target.kind === 'rule' ? reference.target.rule : undefined;
}

/** Each way of writing the arguments once. */
function ofRule(rule: Rule, model: PolicyModel): SignatureInformation[] {
  const signatures = new Map<string, Signature>();
  for (const clause of rule.clauses) {
    if (!clause.head.args) continue;
    const signature = ownSignature(clause, model);
    signatures.set(signature.label, signature);
  }
  return [...signatures.values()].map((signature) => toInformation(signature, commentOf(rule, model)));
}

function toInformation({ label, parameters }: Signature, markdown: string | undefined): SignatureInformation {
  return {
    label,
    parameters: parameters.map(([from, to]) => ({ label: [from, to] })),
    ...(markdown && { documentation: { kind: MarkupKind.Markdown, value: markdown } }),
  };
}
