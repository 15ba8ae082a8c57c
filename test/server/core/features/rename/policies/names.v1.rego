# spacelift: type=login engine=v1
package spacelift

import data.spacelift.people
import data.spacelift.windows as open_windows
import input.session as who
import input.request

people := {"api::01JK5GKEM09MTEXGFXG694BX2X": ["DevOps"], "jane@example.com": ["Platform"]}

windows := [[8, 18], [20, 22]]

limits.low := 1

limits.high := 3

in_window(ns, zone) := true if {
	[hour, _, _] := time.clock([ns, zone])
	some [start, end] in open_windows
	hour >= start
	hour < end
} else := false if {
	zone == ""
}

greeting(name) := text if {
	first := split(name, "@")[0]
	text := $"hello {first}, {upper(first)}"
}

known_teams := {team | some names in data.spacelift.people; some team in names}

shared contains t if {
	some t in who.teams
	t in known_teams
}

is_many if count(shared) >= data.spacelift["limits"].low

allow if {
	in_window(request.timestamp_ns, "UTC")
	is_many
}

allow if people[who.login]

admin if {
	every team in who.teams {
		team in known_teams
		every name in [team] {
			name != ""
		}
	}
	is_many with input.session.teams as ["DevOps", "Platform"]
	greeting(who.login) != "hello"
}

deny if {
	not allow
	not admin
	x := [y | some x in [1, 2]; y := x + 1]
	x[0] == limits.high
}

roles[space] contains role if {
	some {"id": space} in input.spaces
	some role, needed in {"deployer": "DevOps", "reader": "Platform"}
	needed in shared
}

is_many_with(list) := count(list) > 1

flag contains message if {
	is_many_with(who.teams) with is_many_with as in_list
	message := "many"
}

in_list(_) := true
