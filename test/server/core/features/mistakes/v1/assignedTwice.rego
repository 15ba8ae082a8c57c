package spacelift

allow if {
  login := input.session.login
  login := "ada"
# ^^^^^ rego_compile_error error: `login` is assigned above already: choose another name, or compare with `==`.
}

deny if {
  team == "Contractors"
  team := input.session.teams[_]
# ^^^^ rego_compile_error error: `team` is used above, before it gets its value here.
}
