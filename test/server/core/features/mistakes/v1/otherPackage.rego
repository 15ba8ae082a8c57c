package login
#       ^^^^^ SL012 error: Spacelift asks the package `spacelift` only: nothing in `login` is ever read.

allow if input.session.member
