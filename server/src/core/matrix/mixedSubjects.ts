/**
 * Somebody who has several things that policies ask for: by one clause, or by one that lets in and another that refuses
 * or gives roles. Each alone shows nothing: who is not let in is denied anyway.
 */
import { KEY_PREFIX } from '../account/keyLogin.ts';
import { ascending } from '../ascending.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { listChains } from './chains.ts';
import { describeWhole } from './describedSubjects.ts';
import { classifyNames } from './exchangeable.ts';
import { isKeyOf } from './keySubjects.ts';
import type { SubjectContext } from './subjects.ts';
import { exceptionsOf, includes, unite, wishesOf, type Wish } from './wishes.ts';

/** More make a matrix that nobody reads. */
const MOST_CROSSED = 48;

const ENTRY: ReadonlySet<string> = new Set(['allow', 'admin']);
const REFUSAL: ReadonlySet<string> = new Set(['deny', 'deny_admin']);

/** What the clauses of a kind of rules ask for. */
interface Asked {
  readonly wishes: readonly Wish[];
  /** What makes an exception of a clause. */
  readonly exceptions: readonly Wish[];
  /** Who would have met a clause, but for an exception of it. */
  readonly excepted: readonly Wish[];
}

export interface Mixes {
  readonly candidates: readonly Candidate[];
  /** What is not tried, in sentences. */
  readonly untried: readonly string[];
}

/** Whom each clause asks for, and those together with whom each that lets in does. */
export function listMixes(context: SubjectContext): Mixes {
  const reader = new WishReader(context);
  const [entry, refusal, grants] = [
    reader.read((rule) => ENTRY.has(rule)),
    reader.read((rule) => REFUSAL.has(rule)),
    reader.read((rule) => !ENTRY.has(rule) && !REFUSAL.has(rule)),
  ];
  const own = distinct([entry, refusal, grants].flatMap(({ wishes, excepted }) => [...wishes, ...excepted]));
  const entering = reader.pickAlike(entry.wishes);
  // Who is let in by what gives the roles gets nothing more by another way in.
  const roles = grants.wishes.filter((wish) => !entering.some((other) => includes(wish, other)));
  const others = reader.pickAlike([...refusal.wishes, ...refusal.excepted, ...entry.exceptions, ...roles]);
  const known = new Set(own.map((wish) => JSON.stringify(wish)));
  const crossed = distinct(others.flatMap((one) => entering.flatMap((other) => cross(one, other)))).filter(
    (wish) => !known.has(JSON.stringify(wish)),
  );
  const left = crossed.length - MOST_CROSSED;
  const mixes = [...own, ...crossed.slice(0, MOST_CROSSED)].filter(isMix);
  return {
    candidates: mixes.map((mix) => describeWhole(mix, 'policy', context)),
    untried: left > 0 ? [`${left} mixes of who is let in by one rule and refused, or given roles, by another`] : [],
  };
}

/** Who is no member has no teams (login policy documentation): only where a clause asks for both. */
function cross(one: Wish, other: Wish): Wish[] {
  const both = unite(one, other);
  const isStrange = both?.member === false && both.teams !== undefined;
  return both === undefined || (isStrange && ![one, other].some(isTeamOutside)) ? [] : [both];
}

function isTeamOutside({ member, teams }: Wish): boolean {
  return member === false && teams !== undefined;
}

/** Who has one login or one team is tried anyway. */
function isMix({ login, teams = [], ...others }: Wish): boolean {
  return Object.keys(others).length > 0 || teams.length > (login === undefined ? 1 : 0);
}

class WishReader {
  readonly #context: SubjectContext;
  readonly #classOf: (wish: Wish) => string;
  readonly #readsMember: boolean;

  constructor(context: SubjectContext) {
    const { models } = context;
    const [classOfLogin, classOfTeam] = [classifyNames(models, 'login'), classifyNames(models, 'team')];
    this.#context = context;
    this.#classOf = ({ login, teams, ...rest }) =>
      JSON.stringify([login === undefined ? undefined : classOfLogin(login), teams?.map(classOfTeam), rest]);
    this.#readsMember = models.some((model) => reachesInput(model, 'session.member'));
  }

  read(isMeant: (rule: string) => boolean): Asked {
    const all = this.#context.models.map((model) => this.#readModel(model, isMeant));
    const collect = (part: keyof Asked): Wish[] =>
      all.flatMap((asked) => asked[part]).filter((wish) => this.#isPossible(wish));
    return { wishes: collect('wishes'), exceptions: collect('exceptions'), excepted: collect('excepted') };
  }

  #readModel(model: PolicyModel, isMeant: (rule: string) => boolean): Asked {
    const chains = listChains(model).filter(({ rule }) => isMeant(rule));
    const own = chains.map((chain) => ({ wishes: wishesOf(chain, model), exceptions: exceptionsOf(chain, model) }));
    return {
      wishes: own.flatMap(({ wishes }) => wishes).flatMap((wish) => unite(wish, {}) ?? []),
      exceptions: own.flatMap(({ exceptions }) => exceptions).flatMap((wish) => unite(wish, {}) ?? []),
      excepted: own.flatMap(({ wishes, exceptions }) =>
        wishes.flatMap((wish) => exceptions.flatMap((exception) => cross(wish, exception))),
      ),
    };
  }

  /** Keys are left out: which teams they have is known, or not at all. */
  #isPossible({ login = '', member }: Wish): boolean {
    const isPerson = !login.startsWith(KEY_PREFIX) && !isKeyOf(login, this.#context.account);
    return isPerson && (member === undefined || this.#readsMember);
  }

  /** Of those that no policy tells apart the first. */
  pickAlike(wishes: readonly Wish[]): Wish[] {
    const last = new Map([...distinct(wishes)].reverse().map((wish) => [this.#classOf(wish), wish]));
    return [...last.values()].sort(compareWishes);
  }
}

function distinct(wishes: readonly Wish[]): Wish[] {
  return [...new Map(wishes.map((wish) => [JSON.stringify(wish), wish])).values()].sort(compareWishes);
}

function compareWishes(one: Wish, other: Wish): number {
  return ascending(JSON.stringify(one), JSON.stringify(other));
}
