# Teams as the identity provider names them become those that other policies ask for, and all are kept.
package spacelift

renamed := {
	"sre-eu": "SRE",
	"sre-us": "SRE",
	"app-devs": "Developers",
}

allow { input.session.member }

team[name] { name := input.session.teams[_] }

team[name] { name := renamed[input.session.teams[_]] }

team["Night Shift"] {
	input.session.teams[_] == "sre-us"
	time.clock([input.request.timestamp_ns, "America/Los_Angeles"])[0] >= 20
}
