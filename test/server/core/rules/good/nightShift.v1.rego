# Operations work at night, in Vienna: from 22:00 to 06:00. A window over midnight takes two clauses.
package spacelift

zone := "Europe/Vienna"

now := [input.request.timestamp_ns, zone]

default at_night := false

at_night if {
	[hour, _, _] := time.clock(now)
	hour >= 22
}

at_night if {
	[hour, _, _] := time.clock(now)
	hour < 6
}

is_weekend if time.weekday(now) in {"Saturday", "Sunday"}

allow if input.session.member

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if {
	"Operations" in input.session.teams
	at_night
	not is_weekend
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "incident-responder" if {
	"On-Call" in input.session.teams
	is_weekend
}

sample if {
	"Operations" in input.session.teams
	not at_night
}
