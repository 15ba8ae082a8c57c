package spacelift

roles["root"]["deployer"] if { input.session.admin }
#                         ^^ SL023 error: `if` is no keyword in Rego v0 without an import: `roles["root"]["deployer"]` always holds, and what follows is a rule of its own called `if`.
#^^^^ SL016 warning: `roles` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.

roles["legacy"]["deployer"] if { input.session.member }
#                           ^^ related: Here too.
