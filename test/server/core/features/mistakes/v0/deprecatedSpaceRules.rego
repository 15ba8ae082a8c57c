package spacelift

space_write[space.id] { space := input.spaces[_]; startswith(space.name, "dev") }
#^^^^^^^^^^ SL008 warning: `space_write` is deprecated: grant the role `space-writer` by `roles` instead.
