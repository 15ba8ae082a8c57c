package spacelift

allow = "yes" { input.session.member }
#       ^^^^^ SL010 error: Spacelift predefines `allow` as true or false. Here it is a string: such a policy is refused.

deny["members only"] { not input.session.member }
#^^^ SL010 error: Spacelift predefines `deny` as true or false. Here it is a set: such a policy is refused.

roles["deployer"] { input.session.member }
#^^^^ SL010 error: Spacelift predefines `roles` as a map from space ids to role slugs. Here it is a set: such a policy is refused.

admin[login] { login := input.session.login }
#^^^^ SL010 error: Spacelift predefines `admin` as true or false. Here it is a set: such a policy is refused.
