# spacelift: type=login engine=v1
# One rule for several spaces: Platform reviews runs in a fixed set of spaces,
# and DevOps deploys to every space that carries a label, also to those created later.
package spacelift

reviewed_spaces := {
	"production-01JK5GKEM09MTEXGFXG694BX2X",
	"staging-01JK5H5RJ0DH4YJYXR0459A422",
	"applications-01JR85C640GTGBEFKPVESJA8MB",
}

allow if {
	some name in {"Platform", "DevOps"}
	name in input.session.teams
}

roles[space] contains "run-reviewer" if {
	"Platform" in input.session.teams
	some space in reviewed_spaces
}

roles[id] contains "deployer" if {
	"DevOps" in input.session.teams
	some space in input.spaces
	"env:production" in space.labels
	id := space.id
}
