/** Why somebody has an action in a space or not, in sentences. */
import type { AskedAction, EffectiveRole, LegacyLevel } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Holding, OpenGrant, Question } from './holding.ts';
import { actionsOf } from './roles.ts';

/** A reason is for reading: the answer has all roles. */
const MOST_ROLES = 3;

const LEVELS: Readonly<Record<LegacyLevel, string>> = { read: 'Read', write: 'Write', admin: 'Admin' };

/** At least one sentence, without a full stop. */
export function explainHolding(holding: Holding, question: Question, inventory: Inventory | undefined): string[] {
  const { answer, roles } = holding;
  if (answer === 'yes') return explainYes(holding, question, inventory);
  const open = answer === 'unknown' ? explainOpen(holding, question, inventory) : [];
  const idle = roles.filter(({ gives }) => gives === 'nothing');
  if (idle.length > 0) return [...open, explainIdle(idle, question, inventory)];
  return open.length > 0 ? open : [`No role is held in ${nameSpace(question.space.id, inventory)}`];
}

function explainYes(
  { roles, readFrom }: Holding,
  { action, space }: Question,
  inventory: Inventory | undefined,
): string[] {
  const giving = roles.filter(({ gives }) => gives !== 'nothing' && gives !== 'unknown');
  const reasons = giving.slice(0, MOST_ROLES).map((role) => explainRole(role, action, inventory));
  const more = giving.length - MOST_ROLES;
  if (more > 0) reasons.push(`${more} more ${more === 1 ? 'role gives' : 'roles give'} it`);
  if (reasons.length > 0 || readFrom === undefined) return reasons;
  return [
    `A role in ${nameSpace(readFrom, inventory)} gives Read in ${nameSpace(space.id, inventory)}, as every space on the way up inherits`,
  ];
}

function explainRole(role: EffectiveRole, action: AskedAction, inventory: Inventory | undefined): string {
  const where = tellOrigin(role, inventory);
  if (role.gives === 'everything') {
    return `The role ${role.slug} in the root space${tellTeam(role)} makes an admin of the account, who may do everything everywhere`;
  }
  if (role.gives === 'action') return `The role ${role.slug} gives ${action.shown}: ${where}`;
  const level = action.level === undefined ? '' : `, as the legacy level ${LEVELS[action.level]} stands for it`;
  return `The role ${role.slug} gives ${action.shown}${level}: ${where}`;
}

/** `granted in production, inherited by production / eu`. */
function tellOrigin(role: EffectiveRole, inventory: Inventory | undefined): string {
  const to = role.path.at(-1) ?? role.from;
  const inherited = to === role.from ? '' : `, inherited by ${nameSpace(to, inventory)}`;
  return `granted in ${nameSpace(role.from, inventory)}${tellTeam(role)}${inherited}`;
}

function tellTeam({ team }: EffectiveRole): string {
  return team === undefined ? '' : ` to the team ${team}`;
}

function explainIdle(idle: readonly EffectiveRole[], { action, space }: Question, inventory: Inventory | undefined) {
  const slugs = [...new Set(idle.map(({ slug }) => slug))];
  const shown = slugs.slice(0, MOST_ROLES).join(', ');
  const more = slugs.length > MOST_ROLES ? ` and ${slugs.length - MOST_ROLES} more` : '';
  const lacks = slugs.length === 1 ? 'does not give' : 'do not give';
  const level = action.level === undefined ? '' : ` nor its legacy level, ${LEVELS[action.level]}`;
  return `Held in ${nameSpace(space.id, inventory)}: ${shown}${more}, which ${lacks} ${action.shown}${level}`;
}

function explainOpen(
  { roles, readFrom, open }: Holding,
  { action }: Question,
  inventory: Inventory | undefined,
): string[] {
  const unknown = new Set(roles.flatMap(({ slug, gives }) => (gives === 'unknown' ? [slug] : [])));
  const byRole = [...unknown].slice(0, MOST_ROLES).map((slug) => explainUnknown(slug, action, inventory));
  const byRead =
    readFrom === undefined || action.level !== 'read'
      ? []
      : [
          `A role in ${nameSpace(readFrom, inventory)} gives Read here: whether that stands for ${action.shown}, as the level of a role does, is not documented`,
        ];
  return [...byRole, ...byRead, ...open.slice(0, MOST_ROLES).map((grant) => explainPlace(grant, inventory))];
}

function explainUnknown(slug: string, action: AskedAction, inventory: Inventory | undefined): string {
  if (actionsOf(slug, inventory) === undefined) {
    const who = inventory === undefined ? 'is not known without an account' : 'is not among what the account shows';
    return `What the role ${slug} gives ${who}`;
  }
  return `The role ${slug} does not name ${action.shown}; ${action.doubt ?? 'whether its level stands for it is not known'}`;
}

function explainPlace({ grant, place }: OpenGrant, inventory: Inventory | undefined): string {
  const where = place === 'above' ? 'is above the space' : 'is below the space, and gives Read in it,';
  const why = inventory === undefined ? 'without an account' : 'as the account does not show all spaces';
  return `Whether ${nameSpace(grant.space, inventory)}, where the role ${grant.slug} is granted, ${where} is not known ${why}`;
}

/** `production / eu` by names; by its id what the account does not show. */
export function nameSpace(id: string, inventory: Inventory | undefined): string {
  const path = inventory?.pathOf(id);
  if (path === undefined) return id;
  return path.length > 1 ? path.slice(1).join(' / ') : 'the root space';
}
