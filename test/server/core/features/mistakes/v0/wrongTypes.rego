package spacelift

allow = "yes" { input.session.member }
#       ^^^^^ SL010 error: Spacelift reads `allow` as true or false. Here it is a string: as far as documented, such a policy is not saved.

deny["members only"] { not input.session.member }
#^^^ SL010 error: Spacelift reads `deny` as true or false. Here it is a set: as far as documented, such a policy is not saved.

roles["deployer"] { input.session.member }
#^^^^ SL010 error: Spacelift reads `roles` as a map from space ids to sets of role slugs. Here it is a set: as far as documented, such a policy is not saved.

admin[login] { login := input.session.login }
#^^^^ SL010 error: Spacelift reads `admin` as true or false. Here it is a set: as far as documented, such a policy is not saved.
