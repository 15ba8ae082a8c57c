# A dozen people, two of whom look after the account.
package spacelift

founders := {"ada@example.com", "grace@example.com"}

allow if {
	input.session.member
	endswith(input.session.login, "@example.com")
}

admin if {
	input.session.member
	input.session.login in founders
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if {
	allow
	"Engineering" in input.session.teams
}
