/** What is measured: a policy of the usual size, and a very long one. */

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
