# spacelift: type=login engine=v0
# One rule for several spaces: Platform reviews runs in a fixed set of spaces,
# and DevOps deploys to every space that carries a label, also to those created later.
package spacelift

reviewed_spaces := {
	"production-01JK5GKEM09MTEXGFXG694BX2X",
	"staging-01JK5H5RJ0DH4YJYXR0459A422",
	"applications-01JR85C640GTGBEFKPVESJA8MB",
}

allow {
	name := input.session.teams[_]
	{"Platform", "DevOps"}[name]
}

roles[space]["run-reviewer"] {
	input.session.teams[_] == "Platform"
	reviewed_spaces[space]
}

roles[id]["deployer"] {
	input.session.teams[_] == "DevOps"
	space := input.spaces[_]
	space.labels[_] == "env:production"
	id := space.id
}
