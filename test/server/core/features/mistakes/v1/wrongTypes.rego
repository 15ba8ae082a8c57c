package spacelift

allow := "yes" if input.session.member
#        ^^^^^ SL010 error: Spacelift predefines `allow` as true or false. Here it is a string: such a policy is refused.

deny contains "members only" if not input.session.member
#^^^ SL010 error: Spacelift predefines `deny` as true or false. Here it is a set: such a policy is refused.

team := {"Everybody"}
#^^^ SL010 error: Spacelift predefines `team` as a set of strings. Here it is one value, given as a whole: such a policy is refused.

roles contains "deployer" if input.session.member
#^^^^ SL010 error: Spacelift predefines `roles` as a map from space ids to role slugs. Here it is a set: such a policy is refused.

space_admin["root"] if input.session.admin
#^^^^^^^^^^ SL008 warning: `space_admin` is deprecated: grant the role `space-admin` by `roles` instead.
#^^^^^^^^^^ SL010 error: Spacelift predefines `space_admin` as a set of strings. Here it is a map: such a policy is refused.

sample := 1
#         ^ SL010 error: Spacelift predefines `sample` as true or false. Here it is a number: such a policy is refused.
#^^^^^ SL035 information: Every login is recorded, with name and address. The newest hundred are kept: sample what you look for.
