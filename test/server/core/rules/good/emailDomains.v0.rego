# Several companies under one roof: the part after the @ says which.
package spacelift

spaces := {
	"example.com": "platform-01JN8BG900ZMESZF2KB5JVZY6Q",
	"example.org": "applications-01JR85C640GTGBEFKPVESJA8MB",
}

domain := d {
	[_, d] := split(lower(input.session.login), "@")
}

allow { spaces[domain] }

roles[space]["space-reader"] { space := spaces[domain] }

roles[space]["space-writer"] {
	space := spaces[domain]
	input.session.teams[_] == "Engineers"
}

admin {
	domain == "example.com"
	input.session.teams[_] == "Account Admins"
}

deny {
	regex.match(`^[^@]+@(?:old|former)\.example\.com$`, input.session.login)
}
