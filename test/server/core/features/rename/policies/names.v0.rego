# spacelift: type=login engine=v0
package spacelift

import input.session as who
import input.session.teams
import future.keywords.in

people = {"api::01JK5GKEM09MTEXGFXG694BX2X": "DevOps", "jane@example.com": "Platform"}

named[x] { x := people[_] } { x := teams[_] }

pairs[login] = group { group := people[login] }

is_in(group, list) { list[_] == group } { group == list }

level = 1 { is_in("DevOps", teams) } else = 2 { is_in("Platform", teams) } else = 3 { true }

allow {
	some i
	teams[i] == pairs[who.login]
	named[teams[i]]
}

admin { level == 1; all := {n | named[n]}; all["DevOps"] }

roles[space]["deployer"] {
	space := input.spaces[_].id
	level < 3
	x = y
	y = level
	x != 3
}

space_read[id] { input.spaces[n].id = id; input.spaces[n].labels[_] == people[_] }

team[t] { t := teams[_]; data.spacelift.level == 1 }

deny { not allow; not admin }
