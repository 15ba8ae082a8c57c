pakage spacelift
#^^^^^ SL012 error: A policy begins with `package spacelift`.

allow if input.session.member
