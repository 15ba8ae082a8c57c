# Some rights take membership of two teams at once.
package spacelift

allow if input.session.member

admin if {
	"Platform" in input.session.teams
	"Account Admins" in input.session.teams
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if {
	"Release" in input.session.teams
	some other in {"Backend", "Frontend"}
	other in input.session.teams
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "run-reviewer" if {
	required := {"Release", "Reviewers"}
	held := {name | some name in input.session.teams}
	count(required - held) == 0
}

roles["root"] contains "space-admin" if {
	input.session.login in {"ada@example.com", "grace@example.com"}
	{"Platform", "Account Admins"} & {name | some name in input.session.teams} != set()
}
