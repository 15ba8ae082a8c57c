package spacelift

allow { input.session.member }
#^^^^ SL023 error: This is written in Rego v0 (no `if`) but evaluated as Rego v1: choose v0 as the engine of the policy, or rewrite it.

space_admin["root"] { input.session.teams[_] == "Platform" }
#^^^^^^^^^^ SL008 warning: `space_admin` is deprecated: grant the role `space-admin` by `roles` instead.

deny { not input.session.member }
#      ^^^^^^^^^^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.
