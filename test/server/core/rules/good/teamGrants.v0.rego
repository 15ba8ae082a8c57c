# Who may do what is a table: a line a team.
package spacelift

grants := {
	"Platform": {"root": ["space-admin"]},
	"DevOps": {
		"production-01JK5GKEM09MTEXGFXG694BX2X": ["deployer", "run-reviewer"],
		"staging-01JK5H5RJ0DH4YJYXR0459A422": ["deployer"],
	},
	"Security": {"root": ["space-reader"]},
}

allow { grants[input.session.teams[_]] }

roles[space][role] {
	granted := grants[input.session.teams[_]]
	role := granted[space][_]
}

admin {
	input.session.teams[_] == "Platform"
	input.session.login != "intern@example.com"
}
