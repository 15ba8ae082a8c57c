import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fails = 'so `net.cidr_contains` fails';
const never = 'the condition is never met.';
const always = '`not` is always met.';

const fires: RuleFixture[] = [
  {
    name: 'an address without a length',
    text: `
allow if net.cidr_contains("203.0.113.7", input.request.remote_ip)
#                          ^^^^^^^^^^^^^ SL039 error: \`"203.0.113.7"\` is no network (it has no length), ${fails}: ${never} Is "203.0.113.7/32" meant?
`,
    fixed: `
allow if net.cidr_contains("203.0.113.7/32", input.request.remote_ip)
`,
    unsafe: true,
  },
  {
    name: 'under not, where mending it refuses fewer',
    text: `
deny if not net.cidr_contains("2001:db8::7", input.request.remote_ip)
#                             ^^^^^^^^^^^^^ SL039 error: \`"2001:db8::7"\` is no network (it has no length), ${fails}: ${always} Is "2001:db8::7/128" meant?
`,
    fixed: `
deny if not net.cidr_contains("2001:db8::7/128", input.request.remote_ip)
`,
    unsafe: true,
  },
  {
    name: 'mending it refuses more',
    narrows: true,
    text: `
deny if net.cidr_contains("10.0.0/8", input.request.remote_ip)
#                         ^^^^^^^^^^ SL039 error: \`"10.0.0/8"\` is no network (its address can't be read), ${fails}: ${never} Is "10.0.0.0/8" meant?
`,
    fixed: `
deny if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
  },
  {
    name: 'too long, a mask, a blank, v0',
    narrows: true,
    engine: 'v0',
    text: `
deny { net.cidr_contains("10.0.0.0/33", input.request.remote_ip) }
#                        ^^^^^^^^^^^^^ SL039 error: \`"10.0.0.0/33"\` is no network (its length has to be 0 to 32), ${fails}: ${never}
deny { net.cidr_contains("10.0.0.0/255.255.0.0", input.request.remote_ip) }
#                        ^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`"10.0.0.0/255.255.0.0"\` is no network (its length has to be 0 to 32), ${fails}: ${never} Is "10.0.0.0/16" meant?
deny { net.cidr_contains("10.0.0.0/8 ", input.request.remote_ip) }
#                        ^^^^^^^^^^^^^ SL039 error: \`"10.0.0.0/8 "\` is no network (its length has to be 0 to 32), ${fails}: ${never} Is "10.0.0.0/8" meant?
deny { net.cidr_contains("office", input.request.remote_ip) }
#                        ^^^^^^^^ SL039 error: \`"office"\` is no network (its address can't be read), ${fails}: ${never}
`,
    fixed: `
deny { net.cidr_contains("10.0.0.0/33", input.request.remote_ip) }
deny { net.cidr_contains("10.0.0.0/16", input.request.remote_ip) }
deny { net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
deny { net.cidr_contains("office", input.request.remote_ip) }
`,
  },
  {
    name: 'one of a set, each tried on its own',
    text: `
networks := {"10.0.0.0/8", "192.0.2.1", "any"}
#                          ^^^^^^^^^^^ SL039 error: \`"192.0.2.1"\` is no network (it has no length), ${fails}: with it ${never} Is "192.0.2.1/32" meant?
allow if {
  some network in networks
  net.cidr_contains(network, input.request.remote_ip)
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
}
`,
    fixed: `
networks := {"10.0.0.0/8", "192.0.2.1/32", "any"}
allow if {
  some network in networks
  net.cidr_contains(network, input.request.remote_ip)
}
`,
    unsafe: true,
  },
  {
    name: 'one of an array, v0, each under not',
    engine: 'v0',
    text: `
networks = ["10.0.0.0/8", "192.0.2.1"]
#                         ^^^^^^^^^^^ SL039 error: \`"192.0.2.1"\` is no network (it has no length), ${fails}: with it ${always} Is "192.0.2.1/32" meant?
deny {
  network := networks[_]
  not net.cidr_contains(network, input.request.remote_ip)
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
}
`,
  },
  {
    name: 'one of a set that is taken as a whole',
    text: `
networks := {"10.0.0.0/8", "192.0.2.0/33"}
#                          ^^^^^^^^^^^^^^ SL039 error: \`"192.0.2.0/33"\` is no network (its length has to be 0 to 32), so \`net.cidr_contains_matches\` fails: this is always undefined.
matches := net.cidr_contains_matches(networks, input.request.remote_ip)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
allow if count(matches) > 0
`,
  },
  {
    name: 'through a function, to a rule that is asked for under not',
    text: `
from(network) if net.cidr_contains(network, input.request.remote_ip)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
office if from("10.1.2.3")
#              ^^^^^^^^^^ SL039 error: \`"10.1.2.3"\` is no network (it has no length), ${fails}: ${never} Is "10.1.2.3/32" meant?
deny if not office
#       ^^^^^^^^^^ related: So this is always met.
`,
  },
  {
    name: 'the arguments the wrong way round',
    text: `
allow if net.cidr_contains(input.request.remote_ip, "10.0.0.0/8")
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`net.cidr_contains\` takes the network first and the address second. \`input.request.remote_ip\` is an address: ${never}
`,
    fixed: `
allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
    unsafe: true,
  },
  {
    name: 'the wrong way round, through a local and a set, in a helper rule',
    text: `
networks := {"10.0.0.0/8", "192.0.2.0/24"}
inside if {
  ip := input.request.remote_ip
  some network in networks
  net.cidr_contains(ip, network)
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`net.cidr_contains\` takes the network first and the address second. \`ip\` is an address: ${never}
}
deny if not inside
#       ^^^^^^^^^^ related: So this is always met.
`,
    fixed: `
networks := {"10.0.0.0/8", "192.0.2.0/24"}
inside if {
  ip := input.request.remote_ip
  some network in networks
  net.cidr_contains(network, ip)
}
deny if not inside
`,
    unsafe: true,
  },
  {
    name: 'two addresses',
    text: `
deny if not net.cidr_contains(input.session.creator_ip, input.request.remote_ip)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`net.cidr_contains\` takes the network first and the address second. \`input.session.creator_ip\` is an address: ${always}
`,
    fixed: `
deny if not net.cidr_contains(input.session.creator_ip, input.request.remote_ip)
`,
  },
  {
    name: 'networks that have to meet an address',
    narrows: true,
    text: `
deny if net.cidr_intersects("10.0.0.0/8", input.request.remote_ip)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`net.cidr_intersects\` takes two networks. \`input.request.remote_ip\` is an address: ${never}
deny if net.cidr_intersects(input.request.remote_ip, "10.0.0.0/8")
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL039 error: \`net.cidr_intersects\` takes two networks. \`input.request.remote_ip\` is an address: ${never}
`,
    fixed: `
deny if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
deny if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
  },
  {
    name: 'no address',
    text: `
deny if net.cidr_contains("10.0.0.0/8", "10.0.0.300")
#                                       ^^^^^^^^^^^^ SL039 error: \`"10.0.0.300"\` is neither an address nor a network, ${fails}: ${never}
`,
  },
  {
    name: 'host bits',
    text: `
allow if net.cidr_contains("10.20.0.5/16", input.request.remote_ip)
#                          ^^^^^^^^^^^^^^ SL039 warning: \`"10.20.0.5/16"\` stands for all of 10.20.0.0/16: only the first 16 bits of its address count.
deny if net.cidr_contains(\`2001:db8::1/32\`, input.request.remote_ip)
#                         ^^^^^^^^^^^^^^^^ SL039 warning: \`"2001:db8::1/32"\` stands for all of 2001:db8::/32: only the first 32 bits of its address count.
`,
    fixed: `
allow if net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
deny if net.cidr_contains("2001:db8::/32", input.request.remote_ip)
`,
  },
  {
    name: 'an address that is compared too',
    text: `
allow if { some n in nets; net.cidr_contains(n, input.request.remote_ip) }
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
deny if input.request.remote_ip in nets
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
nets := {"10.0.0.1", "10.0.0.0/8"}
#        ^^^^^^^^^^ SL039 error: \`"10.0.0.1"\` is no network (it has no length), ${fails}: with it ${never} Is "10.0.0.1/32" meant?
#                    ^^^^^^^^^^^^ SL039 error: An address is never equal to \`"10.0.0.0/8"\`, which is a network: among the others it never matches.
`,
  },
  {
    name: 'an address that is compared too: written as a network it would never match there',
    text: `
nets := {"10.0.0.1", "10.1.2.3/16"}
#        ^^^^^^^^^^ SL039 error: \`"10.0.0.1"\` is no network (it has no length), ${fails}: with it ${never} Is "10.0.0.1/32" meant?
#                    ^^^^^^^^^^^^^ SL039 warning: \`"10.1.2.3/16"\` stands for all of 10.1.0.0/16: only the first 16 bits of its address count.
allow if { some n in nets; net.cidr_contains(n, input.request.remote_ip) }
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
deny if input.session.creator_ip in nets
`,
    fixed: `
nets := {"10.0.0.1", "10.1.2.3/16"}
allow if { some n in nets; net.cidr_contains(n, input.request.remote_ip) }
deny if input.session.creator_ip in nets
`,
  },
  {
    name: 'the beginning of an address',
    text: `
allow if startswith(input.request.remote_ip, "10.0.0.0/8")
#                                            ^^^^^^^^^^^^ SL039 error: No address has \`"10.0.0.0/8"\` in it, which is a network: ${never}
deny if { ip := input.request.remote_ip; not startswith(ip, "10.*") }
#                                                           ^^^^^^ SL039 error: No address has \`"10.*"\` in it: ${always}
`,
    fixed: `
allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
deny if { ip := input.request.remote_ip; not startswith(ip, "10.*") }
`,
    unsafe: true,
  },
  {
    name: 'the beginning of an address, v0, one of a set, in a helper rule',
    engine: 'v0',
    text: `
office = {"10.0.0.0/8", "192.168."}
#         ^^^^^^^^^^^^ SL039 error: No address has \`"10.0.0.0/8"\` in it, which is a network: with it ${never}
inside { startswith(input.request.remote_ip, office[_]) }
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
allow { inside }
deny { indexof(input.request.remote_ip, "10.0.0.0/8") != 0 }
#                                       ^^^^^^^^^^^^ SL039 error: No address has \`"10.0.0.0/8"\` in it, which is a network: the condition is always met.
deny { contains(input.request.remote_ip, "/24") }
#                                        ^^^^^ SL039 error: No address has \`"/24"\` in it: ${never}
`,
  },
  {
    name: 'a class for an address',
    narrows: true,
    text: `
networks := net.cidr_merge(["10.0.0.7", "192.0.2.0/24"])
#                           ^^^^^^^^^^ SL039 warning: \`net.cidr_merge\` takes \`"10.0.0.7"\` for all of 10.0.0.0/8, as it has no length.
allow if { some n in networks; net.cidr_contains(n, input.request.remote_ip) }
`,
    fixed: `
networks := net.cidr_merge(["10.0.0.7/32", "192.0.2.0/24"])
allow if { some n in networks; net.cidr_contains(n, input.request.remote_ip) }
`,
  },
  {
    name: 'compared with a network',
    narrows: true,
    text: `
deny if input.request.remote_ip == "10.0.0.0/8"
#                                  ^^^^^^^^^^^^ SL039 error: An address is never equal to \`"10.0.0.0/8"\`, which is a network: ${never}
allow if "10.0.0.0/8" != input.request.remote_ip
#        ^^^^^^^^^^^^ SL039 error: An address is never equal to \`"10.0.0.0/8"\`, which is a network: the condition is always met.
`,
    fixed: `
deny if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
allow if not net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
  },
  {
    name: 'looked for among networks, and what is no address',
    text: `
deny if not input.request.remote_ip in {"10.0.0.0/8", "192.0.2"}
#                                       ^^^^^^^^^^^^ SL039 error: An address is never equal to \`"10.0.0.0/8"\`, which is a network: ${always}
#                                                     ^^^^^^^^^ SL039 error: An address is never equal to \`"192.0.2"\`, which is none: ${always}
`,
  },
  {
    name: 'looked for among networks, v0',
    engine: 'v0',
    text: `
office = {"10.0.0.0/8", "192.0.2.1"}
#         ^^^^^^^^^^^^ SL039 error: An address is never equal to \`"10.0.0.0/8"\`, which is a network: among the others it never matches.
allow { office[input.request.remote_ip] }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'networks', text: 'allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)' },
  { name: 'IPv6', text: 'allow if net.cidr_contains("2001:DB8:50::/48", input.request.remote_ip)' },
  { name: 'IPv4 in IPv6', text: 'allow if net.cidr_contains("::ffff:10.0.0.0/104", input.request.remote_ip)' },
  { name: 'one address', text: 'allow if net.cidr_contains("10.0.0.5/32", input.request.remote_ip)' },
  { name: 'everything', text: 'allow if net.cidr_contains("0.0.0.0/0", input.request.remote_ip)' },
  { name: 'a network in a network', text: 'allow if net.cidr_contains("10.0.0.0/8", "10.1.0.0/16")' },
  { name: 'two networks', text: 'allow if net.cidr_intersects("10.0.0.0/8", office)\noffice := "10.1.0.0/16"' },
  { name: 'an address compared', text: 'allow if input.request.remote_ip in {"192.0.2.1", "2001:db8::1"}' },
  { name: 'two addresses compared', text: 'deny if input.request.remote_ip != input.session.creator_ip' },
  { name: 'whether there is one', text: 'deny if input.request.remote_ip == ""' },
  { name: 'the beginning of one', text: 'allow if startswith(input.request.remote_ip, "10.")' },
  { name: 'the beginning of an IPv6 address', text: 'allow if startswith(input.request.remote_ip, "2001:db8:")' },
  { name: 'the end of one, v0', engine: 'v0', text: 'allow { endswith(input.request.remote_ip, ".1") }' },
  { name: 'the beginning of something else', text: 'allow if startswith(input.session.login, "10.0.0.0/8")' },
  {
    name: 'a word that stands for something else',
    text: `allow if { some office in {"any", "10.0.0.0/8"}; inside(office) }
inside("any") if true
inside(office) if net.cidr_contains(office, input.request.remote_ip)`,
  },
  { name: "the policy's own", text: 'allow if net.cidr_contains("x", "y")\nnet.cidr_contains(a, b) if a != b' },
  { name: 'filled in by Terraform', text: 'allow if net.cidr_contains("${cidr}", input.request.remote_ip)' },
  { name: 'half-typed', text: 'allow if net.cidr_contains("", ' },
  { name: 'half-typed call', text: 'allow if net.cidr_contains(' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL039', fixture);
});
