# Who may do what is a table: a line a team.
package spacelift

production := "production-01JK5GKEM09MTEXGFXG694BX2X"

staging := "staging-01JK5H5RJ0DH4YJYXR0459A422"

grants := {
	"Platform": {"root": {"space-admin"}},
	"DevOps": {production: {"deployer", "run-reviewer"}, staging: {"deployer"}},
	"Developers": {staging: {"space-writer"}, production: {"space-reader"}},
	"Security": {"root": {"space-reader"}},
}

default_grants := {staging: {"space-reader"}}

known_teams := {team |
	some team in input.session.teams
	grants[team]
}

allow if count(known_teams) > 0

allow if input.session.member

roles[space] contains role if {
	some team in known_teams
	some role in grants[team][space]
}

roles[space] contains role if {
	input.session.member
	count(known_teams) == 0
	some space, granted in default_grants
	some role in granted
}
