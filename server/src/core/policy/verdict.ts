/** Which file is a login policy, and of which engine (design: a comment, the caller, then what is in it). */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { buildModel } from '../syntax/buildModel.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { withoutByteOrderMark } from '../syntax/positions.ts';
import { judgeContent, judgePackage } from './content.ts';
import { readDirective, type Directive } from './directive.ts';
import { findV0Marks, findV1Marks, type VersionMark } from './keywords.ts';

/** A file to judge. */
export interface PolicyFile {
  /** Only its last part tells anything; `-` is standard input. */
  path: string;
  /** Without a BOM. */
  text: string;
  /** The user named this file, rather than a folder it is in. */
  named: boolean;
  /** What the user says it is evaluated with. */
  engine?: RegoVersion;
}

/** Which Rego a login policy is. `reason` is in plain words, for a status bar. */
export interface LoginVerdict {
  login: true;
  engine: RegoVersion;
  reason: string;
}

/** Where it is none, `reason` is for lists of skipped files. */
export type Verdict = LoginVerdict | { login: false; reason: string };

/**
 * Asks the engine only where neither the caller nor a comment tells the version of a login policy.
 * @param model of the file's text, where it has been built already
 * @throws {EngineError} when the engine gives no answer
 */
export async function judgePolicy(
  file: PolicyFile,
  engine: Engine,
  token?: CancellationToken,
  model?: PolicyModel,
): Promise<Verdict> {
  const said = read(file, model);
  const kind = judgeKind(file, said);
  return kind.login ? judgeVersion(file, said, kind.reason, engine, token) : kind;
}

/** What the first words of a file tell without a model: that it is no login policy, or undefined where it may be. */
export function judgeAtFirstSight({ path, text, named, engine }: PolicyFile): Verdict | undefined {
  const isTold = named || engine !== undefined || /spacelift:/i.test(text);
  return isTold ? undefined : judgePackage(baseName(path), text);
}

/**
 * What can be said without asking the engine, for an editor that can't wait: where neither the caller nor a comment
 * tells the version, the text's words do, else it is v0. Right wherever OPA can read the text as that version.
 */
export function guessVerdict(file: PolicyFile, model: PolicyModel): Verdict {
  const said = read(file, model);
  const kind = judgeKind(file, said);
  if (!kind.login) return kind;
  const version = tellVersion(file, said.directive) ?? guessVersion(model);
  return { login: true, engine: version.engine, reason: version.reason };
}

/**
 * For a file that the user named: a login policy, whatever it looks like.
 * @throws {EngineError} when the engine gives no answer
 */
export async function judgeNamedPolicy(
  file: NamedFile,
  engine: Engine,
  token?: CancellationToken,
): Promise<LoginVerdict> {
  const said = read(file);
  return judgeVersion(file, said, judgeNamed(said).reason, engine, token);
}

type NamedFile = Omit<PolicyFile, 'named'>;

/** What is in a file. */
interface Said {
  readonly model: PolicyModel;
  readonly directive: Directive | undefined;
}

function read({ text }: NamedFile, model = buildModel(text)): Said {
  return { model, directive: readDirective(model) };
}

interface LoginKind {
  readonly login: true;
  readonly reason?: string;
}
type Kind = LoginKind | { readonly login: false; readonly reason: string };

function judgeKind(file: PolicyFile, said: Said): Kind {
  const { model, directive } = said;
  if (file.named) return judgeNamed(said);
  if (directive?.type === 'login') return { login: true };
  if (directive?.type !== undefined) return { login: false, reason: tellType(directive.type) };
  if (file.engine !== undefined) return { login: true };
  if (/_test\.rego$/i.test(file.path)) return { login: false, reason: 'a Rego test file' };
  return judgeContent(baseName(file.path), model);
}

function judgeNamed({ directive }: Said): LoginKind {
  const { type = 'login' } = directive ?? {};
  return type === 'login' ? { login: true } : { login: true, reason: tellType(type) };
}

function tellType(type: string): string {
  return `its comment says that it is of type ${type}`;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

interface Version {
  readonly engine: RegoVersion;
  readonly reason: string;
}

/** @param why it is a login policy, where that has to be told */
async function judgeVersion(
  file: NamedFile,
  { model, directive }: Said,
  why: string | undefined,
  engine: Engine,
  token: CancellationToken | undefined,
): Promise<LoginVerdict> {
  const version = tellVersion(file, directive) ?? (await readVersion(model, engine, token));
  const reasons = [version.reason, ...complain(directive), why].filter((reason) => reason !== undefined);
  return { login: true, engine: version.engine, reason: reasons.join('; ') };
}

function tellVersion(file: NamedFile, directive: Directive | undefined): Version | undefined {
  if (file.engine) return { engine: file.engine, reason: `Rego ${file.engine}: as told` };
  if (directive?.engine) return { engine: directive.engine, reason: `Rego ${directive.engine}: its comment says so` };
  return undefined;
}

function complain(directive: Directive | undefined): string[] {
  const unknown = directive?.unknown ?? [];
  return unknown.length > 0
    ? [`its comment says ${unknown.join(' ')}, which is neither type= nor engine=v0 or v1`]
    : [];
}

function guessVersion(model: PolicyModel): Version {
  const [mark] = findV1Marks(model);
  return mark ? byMark(mark) : { engine: 'v0', reason: "Rego v0: nothing in it is v1, and Spacelift's default is v0" };
}

/** By the text. What parses as both is v0, as Spacelift's default, unless its words are meant as v1. */
async function readVersion(model: PolicyModel, engine: Engine, token?: CancellationToken): Promise<Version> {
  const [mark] = findV1Marks(model);
  const { v0, v1 } = await engine.ask({ op: 'parses', text: withoutByteOrderMark(model.text) }, token);
  if (v1 && mark) return byMark(mark);
  if (v0 && v1) return { engine: 'v0', reason: "Rego v0: parses as both, Spacelift's default is v0" };
  if (v1) return { engine: 'v1', reason: 'Rego v1: parses as v1 only' };
  if (v0) return { engine: 'v0', reason: 'Rego v0: parses as v0 only' };
  if (mark && findV0Marks(model).length === 0) {
    return { engine: 'v1', reason: `Rego v1: has mistakes, but \`${mark.word}\` without an import` };
  }
  return { engine: 'v0', reason: "Rego v0: parses as neither, Spacelift's default is v0" };
}

function byMark({ word }: VersionMark): Version {
  return { engine: 'v1', reason: `Rego v1: it has \`${word}\` without an import` };
}
