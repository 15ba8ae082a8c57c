package spacelift

allow if not deny
#^^^^ rego_recursion_error error: `allow` asks itself, by way of `deny`: Rego has no recursion.

deny if not allow
#^^^ related: `deny` is part of the circle.

admin if admin
#^^^^ rego_recursion_error error: `admin` asks itself: Rego has no recursion.
