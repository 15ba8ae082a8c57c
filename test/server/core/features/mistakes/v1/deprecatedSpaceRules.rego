package spacelift

allow if input.session.member

space_admin contains "root" if "Platform" in input.session.teams
#^^^^^^^^^^ SL008 warning: `space_admin` is deprecated: grant the role `space-admin` by `roles` instead.

space_read contains space.id if {
#^^^^^^^^^ SL008 warning: `space_read` is deprecated: grant the role `space-reader` by `roles` instead.
  some space in input.spaces
  input.session.member
}
