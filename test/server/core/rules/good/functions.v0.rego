# Small questions as functions, put together in the rules.
package spacelift

in_team(name) { input.session.teams[_] == name }

in_any(names) { in_team(names[_]) }

works_for(domain) { endswith(lower(input.session.login), sprintf("@%s", [domain])) }

from(networks) { net.cidr_contains(networks[_], input.request.remote_ip) }

allow { works_for("example.com") }

allow {
	works_for("partner.example.org")
	from(["198.51.100.0/24"])
}

admin {
	in_team("Platform")
	not in_team("Contractors")
}

deny_admin { not from(["10.0.0.0/8", "2001:db8:50::/48"]) }

roles["applications-01JR85C640GTGBEFKPVESJA8MB"]["deployer"] { in_any(["DevOps", "Release"]) }

roles["applications-01JR85C640GTGBEFKPVESJA8MB"]["space-reader"] { in_any({"Support", "Sales"}) }
