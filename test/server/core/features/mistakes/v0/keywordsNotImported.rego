package spacelift

allow { input.session.login in {"ada", "grace"} }
#                           ^^ rego_parse_error error: `in` is no keyword in Rego v0: add `import future.keywords.in`, or choose v1 as the engine of the policy.

deny { some team in input.session.teams; team == "Contractors" }

admin { every team in input.session.teams { team == "Platform" } }
