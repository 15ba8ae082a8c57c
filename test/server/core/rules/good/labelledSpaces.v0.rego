# Spaces carry labels that say which team they belong to, and how critical they are.
package spacelift

import future.keywords.in

owned[space.id] {
	some space in input.spaces
	some label in space.labels
	[kind, owner] := split(label, ":")
	kind == "owner"
	owner in input.session.teams
}

critical[space.id] {
	some space in input.spaces
	"critical" in space.labels
}

allow { input.session.member }

roles[space]["space-admin"] {
	owned[space]
	not critical[space]
}

roles[space]["space-writer"] {
	owned[space]
	critical[space]
}

roles[space.id]["space-reader"] {
	input.session.member
	space := input.spaces[_]
	space.name != "secrets"
}
