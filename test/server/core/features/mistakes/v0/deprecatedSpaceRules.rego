package spacelift

space_write[space.id] { space := input.spaces[_]; startswith(space.name, "dev") }
#^^^^^^^^^^ SL008 warning: `space_write` is deprecated: grant the role `space-writer` by `roles` instead.
#^^^^^^^^^^ SL016 warning: `space_write` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.
