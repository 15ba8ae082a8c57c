# Operations work at night, in Vienna: from 22:00 to 06:00. A window over midnight takes two clauses.
package spacelift

now := [input.request.timestamp_ns, "Europe/Vienna"]

hour := time.clock(now)[0]

default at_night = false

at_night { hour >= 22 }

at_night { hour < 6 }

weekend := {"Saturday", "Sunday"}

is_weekend { weekend[time.weekday(now)] }

has_team(name) { input.session.teams[_] == name }

allow { input.session.member }

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["deployer"] {
	has_team("Operations")
	at_night
	not is_weekend
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["incident-responder"] {
	has_team("On-Call")
	is_weekend
}
