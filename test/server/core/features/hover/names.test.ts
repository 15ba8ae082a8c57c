import { describe, expect, it } from 'vitest';
import { builtinsNamed } from '../../../../support/openPolicy.ts';
import { check, EU, hover, P } from './told.ts';

describe('a name', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a field of the input',
      'allow if input.session.mem$0ber',
      'member',
      ['`input.session.member` · boolean', 'Assumed:', 'Missing when somebody acts through Slack'],
    ],
    ['a part of it', 'allow if input.ses$0sion.member', 'session', ['`input.session` · object', 'Fields: `login`']],
    ['the input', 'allow if in$0put.session.member', 'input', ['`input` · object']],
    ['by a quoted step', 'allow if input.session["tea$0ms"]', '"teams"', ['list of strings']],
    ['through a local', 'allow if {\n\ts := input.session\n\ts.log$0in == "a"\n}', 'login', ['`input.session.login`']],
    [
      'a member of a list',
      'allow if {\n\tsome s in input.spaces\n\ts.i$0d == "root"\n}',
      'id',
      ['`input.spaces[_].id`'],
    ],
    ['that is new', 'allow if input.session.idp_sub$0ject', 'idp_subject', ['New since 2026']],
    ['of machines', 'allow if input.session.stack$0_id', 'stack_id', ['Only in sessions of stacks and runs']],
    [
      'that is unknown',
      'allow if input.session.ema$0il',
      'email',
      ['not among the fields', 'Nearest: `input.session.login`'],
    ],
    ['below a list', 'allow if input.session.teams.dev$0ops', 'devops', ['`input.session.teams` is a list']],
    [
      'what `with` replaces',
      'allow if data.spacelift.x with input.session.log$0in as "a"',
      'login',
      ['`input.session.login`'],
    ],
    [
      'a rule that is read',
      'all$0ow if true',
      'allow',
      ['`allow` · read by Spacelift', 'Lets the person or key log in'],
    ],
    [
      'one that is deprecated',
      'space_rea$0d contains "root"',
      'space_read',
      ['**Deprecated**: grant the role `space-reader` by `roles`'],
    ],
    ['one that is asked', 'admin if true\nallow if adm$0in', 'admin', ['administrator of the whole account']],
    ['one that the policy lacks', 'deny if not adm$0in', 'admin', ['This policy does not define it: it is false.']],
    [
      'a helper',
      '# From the office.\n# Or from home.\nhome if true\nallow if ho$0me',
      'home',
      ['```rego\nhome\n```', 'From the office.  \nOr from home.', '*rule of this policy*'],
    ],
    [
      'a function',
      'f(x) := y if y := [x]\nallow if f$0(1)',
      'f',
      ['```rego\nf(x) := y\n```', '*function of this policy*'],
    ],
    [
      'a set',
      `s contains "${EU}" if true\nroles[x] contains "deployer" if some x in s$0`,
      's',
      ['*set of this policy*', `Members: \`"${EU}"\` (production/eu)`],
    ],
    [
      'a map of sets',
      'keys["a"] contains "b" if true\nkeys["c"] contains "d" if true\nallow if ke$0ys["a"]["b"]',
      'keys',
      ['*map of this policy, 2 clauses*', 'Keys: `"a"`, `"c"`', 'Members: `"b"`, `"d"`'],
    ],
    [
      'roles',
      'rol$0es["root"] contains "deployer" if true',
      'roles',
      ['*map of this policy*', 'Keys: `"root"`', 'Members: `"deployer"`'],
    ],
    ['a local', 'allow if {\n\tx := {1, 2}\n\tx$0[1]\n}', 'x', ['`x` · local', 'Can be: `{1, 2}`']],
    [
      'what is left of a set',
      'allow if {\n\tx := {"a", "b", "c"} - {"b"}\n\tx$0["a"]\n}',
      'x',
      ['Can be: a set of `"a"`, `"c"`'],
    ],
    ['nothing that is left', 'allow if {\n\tx := {"a"} & {"b"}\n\tx$0["a"]\n}', 'x', ['Can be: an empty set']],
    ['an argument', 'f(na$0me) if name == "b"\nallow if f("a")', 'name', ['argument of a function', 'Can be: `"a"`']],
    ['an alias', 'import input.session as s\nallow if s$0.member', 's', ['import of `input.session`']],
    ['a keyword of v1', 'allow i$0f true', 'if', ['The head holds if the body does']],
    ['not', 'allow if no$0t true', 'not', ['false or undefined']],
    [
      'a rule that is ignored',
      '# spacelift: ignore SL02$04 on purpose\nallow if true',
      'SL024',
      ['**SL024** · ', 'Ignored here'],
    ],
    [
      'what a file says of itself',
      '# spacelift: type=login engine=v$01\nallow if true',
      'engine=v1',
      ['read as Rego v1'],
    ],
    [
      'a long set, with names and without comments',
      'ke$0ys := {\n\t"api::01K44Q32K0F295P50AK47W4W4P", # terraform\n\t"octocat",\n}\nallow if input.session.login in keys',
      'keys',
      [
        'keys := { "api::01K44Q32K0F295P50AK47W4W4P", "octocat", }',
        'Is: a set of `"api::01K44Q32K0F295P50AK47W4W4P"` (terraform-prod), `"octocat"`',
      ],
    ],
    [
      'a rule with a default',
      'default h := false\nh if input.session.member\nallow if $0h',
      'h',
      ['True where it holds, else `false`'],
    ],
    [
      'a rule without one',
      'h if input.session.member\nh if true\nallow if $0h',
      'h',
      ['2 clauses', 'True where one of them holds, else undefined'],
    ],
    [
      'a rule near to one that Spacelift reads',
      'al$0lows if input.session.member',
      'allows',
      ['Spacelift does not read `allows`: is `allow` meant?'],
    ],
    [
      'a rule that other pages name so',
      'space_re$0ader contains "root" if input.session.member',
      'space_reader',
      ['Spacelift does not read `space_reader`: is `space_read` meant?'],
    ],
    ["Spacelift's own rule", 'resu$0lt := 1', 'result', ['Spacelift defines `result` itself']],
    [
      'what nothing defines, under not',
      'helper if true\nallow if { not hepl$0er; input.session.member }',
      'hepler',
      ['`hepler` · nothing defines it', 'Nearest: `helper`.'],
    ],
    ['what nothing defines', 'allow if not what$0ever', 'whatever', ['`whatever` · nothing defines it']],
    [
      'what a body finds',
      'allow if { input.session.teams[na$0me]; not name == 3 }',
      'name',
      ['local, whatever makes the body hold'],
    ],
    [
      'a team that the whole list is compared with',
      'allow if input.session.teams == "Dev$0Ops"',
      '"DevOps"',
      ['DevOps', 'which is a list and never equals a string'],
    ],
    ['an operator', 'x :$0= 1', ':=', ['operator']],
  ])('%s', (_, line, range, parts) => {
    check(P + line, range, parts);
  });

  const named = builtinsNamed('time.clock', 'http.send', 're_match', 'sanitized', 'net.cidr_contains');
  const builtins = new Map(
    [...named].map(([name, info]) => [
      name,
      {
        ...info,
        description: `What ${name} does.`,
        args: [{ name: 'x', description: 'what it takes', type: 'string' }],
        disabled: name === 'http.send',
        deprecated: name === 're_match',
        spaceliftOnly: name === 'sanitized',
      },
    ]),
  );

  it.each<[string, string, string[]]>([
    ['time.clock', 'time.cl$0ock(1)', ['time.clock(x: string) → any', 'What time.clock does.', '`x`: what it takes']],
    ['time.clock', 'tim$0e.clock(1)', ['What time.clock does.']],
    ['http.send', 'http.se$0nd({})', ['**Disabled on Spacelift**']],
    ['re_match', 're_ma$0tch("a", "b")', ['**Deprecated**', 'Use `regex.match`']],
    ['sanitized', 'saniti$0zed("a")', ['of Spacelift, not of OPA']],
    [
      'net.cidr_contain',
      'net.cidr_conta$0in("a", "b")',
      ['no function of this policy', 'Nearest: `net.cidr_contains`'],
    ],
  ])('of a built-in: %s', (range, call, parts) => {
    check(`${P}allow if ${call}`, range, parts, { builtins });
  });

  it('the package', () => {
    check('package space$0lift', 'spacelift', ['`package` · keyword']);
  });

  it('of a built-in, before the engine has told any', () => {
    expect(hover(`${P}allow if time.cl$0ock(1)`)).toBeUndefined();
    check(`${P}allow if time.no$0w_ns()`, 'time.now_ns', ['disabled on Spacelift']);
  });
});
