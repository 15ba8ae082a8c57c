/** What is measured: a policy of the usual size, a very long one, and a very large account. */
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';

const ULID = '01HND497T9JKR76MR3KA2CDJHP';

/** `lines` lines of clauses like those people write; `edit` makes each text another one, as typing does. */
export function longPolicy(lines: number, edit: number): string {
  const head = ['package spacelift', '', `# edit ${edit}`, 'allow if input.session.member', ''];
  const clauses: string[] = [];
  for (let n = 0; head.length + clauses.length < lines; n++) {
    clauses.push(
      `roles["space-${n}-${ULID}"] contains "space-writer" if {`,
      `  input.session.login in {"api::key-${n}", "api::other-${n}"}`,
      `  net.cidr_contains("10.${n % 256}.0.0/16", input.request.remote_ip)`,
      '  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])',
      `  hour >= ${n % 12}`,
      '  hour < 20',
      '}',
      '',
    );
  }
  return [...head, ...clauses].join('\n');
}

/** The demo account, grown to `spaces` spaces and `roles` roles. */
export function largeAccount(demo: AccountSnapshot, spaces: number, roles: number): AccountSnapshot {
  const grow = <T>(items: T[], count: number, make: (model: T, n: number) => T): T[] => [
    ...items,
    ...Array.from({ length: Math.max(0, count - items.length) }, (_, n) => make(items[n % items.length] as T, n)),
  ];
  return {
    ...demo,
    spaces: {
      ...demo.spaces,
      items: grow(demo.spaces.items, spaces, (space, n) => ({
        ...space,
        id: `grown-${n}-01HND497T9JKR76MR3KB2${n.toString().padStart(5, '0')}`,
        parentSpace: 'root',
      })),
    },
    roles: {
      ...demo.roles,
      items: grow(demo.roles.items, roles, (role, n) => ({ ...role, slug: `${role.slug}-${n}` })),
    },
  };
}
