package spacelift

allow if "DevOps" in input.session.teams
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The same.

allow if { "DevOps" in input.session.teams }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL044 information: Another clause of `allow` says the same: one is enough.
