import { readAction } from '../access/actions.ts';
import type { Inventory } from '../account/inventory.ts';
import { ascending } from '../ascending.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { holdsIn, listRoleHolders, type RoleHolder } from './keyRoles.ts';
import { readNeeded, type NeededAction } from './neededActions.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedRule } from './rule.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';

/** Of fewer, each may as well have a role of its own. */
const FEWEST_KEYS = 3;
/** Each stands for many actions: how many of those somebody needs can't be counted. */
const LEVELS = ['SPACE_WRITE', 'SPACE_ADMIN'];
const READ = 'SPACE_READ';

/** What a key uses, the account does not tell: what its scenarios say that it must be able to do counts. */
export const rule: SimulatedRule<'SL055'> = {
  id: 'SL055',
  *check({ policy, scenarios }) {
    const { account, model } = policy;
    if (account === undefined || scenarios.length === 0 || !policy.isWhole || !hasAllKeys(policy, account)) return;
    const needed = readNeeded(scenarios, account);
    for (const [slug, holders] of listRoleHolders(policy)) {
      const actions = new Set(account.role(slug)?.actions);
      if (holders.size < FEWEST_KEYS || actions.size === 0 || LEVELS.some((level) => actions.has(level))) continue;
      const uses = [...holders].flatMap(([key, holder]) => useOf(holder, needed.get(key) ?? [], actions));
      const light = uses.filter(({ used }) => used.size * 2 < actions.size);
      const [first] = light;
      const at = first && findPlace(first.holder, model);
      if (!at || uses.length * 2 <= holders.size || light.length * 2 <= uses.length) continue;
      yield {
        at,
        message: 'shared',
        values: {
          files: list(uses.flatMap(({ files }) => files)),
          keys: String(light.length),
          all: String(holders.size),
          slug,
          count: String(actions.size),
          most: String(Math.max(...light.map(({ used }) => used.size))),
          actions: list(light.flatMap(({ used }) => [...used].map((name) => readAction(name, account).shown))),
          session: describeSession(first.holder.session, policy),
        },
        session: requestOf(first.holder.session, policy),
      };
    }
  },
};

/** Of those who can log in: of thousands that are alike, not all are shown. */
function hasAllKeys({ sessions: { people } }: SimulatedPolicy, account: Inventory): boolean {
  const shown = new Set(people.flatMap(({ key }) => key?.id ?? []));
  const { state, items } = account.account.apiKeys;
  return (
    state === 'complete' &&
    items.every(({ id, deleted, expiresAt }) => deleted || expiresAt !== undefined || shown.has(id))
  );
}

interface Use {
  readonly holder: RoleHolder;
  /** Actions of the role, as the API spells them. */
  readonly used: ReadonlySet<string>;
  readonly files: readonly string[];
}

/** None where nothing is said of the key in a space in which the role is in force. */
function useOf(holder: RoleHolder, needed: readonly NeededAction[], actions: ReadonlySet<string>): Use[] {
  const said = needed.filter(({ space }) => holdsIn(holder, space));
  if (said.length === 0) return [];
  const used = said.flatMap(({ action: { name } }) => (actions.has(name) ? [name] : []));
  // Without it nothing of the space is seen, and it stands for whatever else the level allows.
  const reading = actions.has(READ) ? [READ] : [];
  return [{ holder, used: new Set([...used, ...reading]), files: said.map(({ file }) => file) }];
}

/** Where the role is named, else granted. */
function findPlace({ slug, session: { fired } }: RoleHolder, model: PolicyModel): Span | undefined {
  const named = model
    .meanings()
    .find(({ domain, use, value }) => domain === 'role' && use === 'granted' && value === slug);
  if (named) return named.literal;
  const clause = model.rulesNamed('roles').find((one) => fired.has(one));
  return clause && placeOf(clause, model);
}

/** Each once, in the order of the alphabet. */
function list(texts: readonly string[]): string {
  return [...new Set(texts)].sort(ascending).join(', ');
}
