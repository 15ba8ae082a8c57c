package spacelift

allow := "yes" if input.session.member
#        ^^^^^ SL010 error: Spacelift reads `allow` as true or false. Here it is a string: as far as documented, such a policy is not saved.

deny contains "members only" if not input.session.member
#^^^ SL010 error: Spacelift reads `deny` as true or false. Here it is a set: as far as documented, such a policy is not saved.

team := {"Everybody"}
#^^^ SL010 warning: Spacelift is taken to have a clause of `team` that is added to, in front of the policy: one value given as a whole would clash with it.

roles contains "deployer" if input.session.member
#^^^^ SL010 error: Spacelift reads `roles` as a map from space ids to sets of role slugs. Here it is a set: as far as documented, such a policy is not saved.

space_admin["root"] if input.session.admin
#^^^^^^^^^^ SL010 error: Spacelift reads `space_admin` as a set of strings. Here it is a map: as far as documented, such a policy is not saved.

sample := 1
#         ^ SL010 error: Spacelift reads `sample` as true or false. Here it is a number: as far as documented, such a policy is not saved.
