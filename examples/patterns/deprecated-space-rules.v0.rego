# spacelift: type=login engine=v0
# The old way to give access to spaces, still read: Platform manages its space, Developers change applications,
# and every member reads development. `roles` is the way to go, see teams.
package spacelift

allow {
	input.session.member
}

space_admin["platform-01JN8BG900ZMESZF2KB5JVZY6Q"] {
	input.session.teams[_] == "Platform"
}

space_write["applications-01JR85C640GTGBEFKPVESJA8MB"] {
	input.session.teams[_] == "Developers"
}

space_read["development-01JK5H9DR02R6A5500RTQPF37H"] {
	input.session.member
}
