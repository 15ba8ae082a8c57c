# who gets in
allow if input.session.member
#^^^^ SL012 error: A policy begins with `package spacelift`.
