# spacelift: type=login engine=v0
# The key production-deploy deploys to production from the company's networks, IPv4 and IPv6.
# From elsewhere it gets in to look, and no more.
package spacelift

company_networks := {
	"10.20.0.0/16",
	"203.0.113.64/26",
	"2001:db8:50::/48",
}

from_company_network {
	network := company_networks[_]
	net.cidr_contains(network, input.request.remote_ip)
}

is_deployer {
	input.session.login == "api::01KERKG400YNMKP6CGQS9AP64R"
}

allow {
	is_deployer
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["space-reader"] {
	is_deployer
}

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["secure-deployer"] {
	is_deployer
	from_company_network
}
