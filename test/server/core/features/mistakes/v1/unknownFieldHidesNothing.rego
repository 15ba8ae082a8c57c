package spacelift

# An unknown field is no reason to keep quiet about the rest.
allow if {
  input.session.emial == "ada@example.com"
#               ^^^^^ SL020 warning: The input of a login has no `input.session.emial`: the condition is never met. Is `input.session.login` meant?
  startswith(input.session.teams, "Dev")
#            ^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list, and `startswith` takes one string: ask it of each team.
}
