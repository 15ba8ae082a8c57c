package spacelift

roles["production"]["deployer"] if { input.session.admin }
#                               ^^ SL023 error: `if` is no keyword in Rego v0 without an import: `roles["production"]["deployer"]` always holds, and what follows is a rule of its own called `if`.

roles["staging"]["deployer"] if { input.session.member }
#                            ^^ related: Here too.
