package spacelift

import input.session as who

allow { who.emial == "ada@example.com" }
#           ^^^^^ SL020 warning: The input of a login has no `input.session.emial`: the condition is never met. Is `input.session.login` meant?

roles[id]["deployer"] {
  space := input.spaces[_]
  space.lables[_] == "prod"
#       ^^^^^^ SL020 warning: The input of a login has no `input.spaces[_].lables`: the condition is never met. Is `input.spaces[_].labels` meant?
  id := space.id
}
