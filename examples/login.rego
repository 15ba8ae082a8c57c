# spacelift: type=login engine=v1
#
# The login policy of the demo account: who gets in, as what, and with which roles in which spaces.
# People come by e-mail address and get roles by team; API keys come by id, and a table says what each may do.
package spacelift

# ---------------------------------------------------------------- who gets in

allow if is_employee

allow if is_known_key

# Platform administers the account, from the company's networks, and never as a contractor.
admin if {
	is_employee
	"Platform" in input.session.teams
}

deny_admin if not from_company_network

deny_admin if is_contractor

# Contractors come through the company's networks, or not at all.
deny if {
	is_contractor
	not from_company_network
}

# The scheduled deployment has no business here outside of its window.
deny if {
	input.session.login == scheduled_deployment
	not in_maintenance_window
}

# Logins that are refused are worth a look: keep them for the workbench.
sample if deny

sample if {
	not allow
	not admin
}

# ---------------------------------------------------------------- people

is_employee if {
	input.session.member
	endswith(input.session.login, "@example.com")
}

is_contractor if "Contractors" in input.session.teams

team_roles := {
	"DevOps": {
		"production-01JK5GKEM09MTEXGFXG694BX2X": {"deployer"},
		"staging-01JK5H5RJ0DH4YJYXR0459A422": {"deployer"},
	},
	"Developers": {
		"development-01JK5H9DR02R6A5500RTQPF37H": {"space-writer"},
		"applications-01JR85C640GTGBEFKPVESJA8MB": {"deployer", "run-reviewer"},
	},
	"Data Engineering": {"sandbox-01JXW9RMG04XS7Q23CJS8KZWMD": {"space-writer"}},
	"Security": {"root": {"space-reader"}},
	"Contractors": {"applications-01JR85C640GTGBEFKPVESJA8MB": {"plan-only"}},
}

roles[space] contains role if {
	is_employee
	some name in input.session.teams
	some role in team_roles[name][space]
}

# Whoever is on call stops runs in production, but only from where the company can see them.
roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "incident-responder" if {
	is_employee
	from_company_network
	"On-Call" in input.session.teams
}

# Approval policies ask for one team; the others are kept, which takes a rule of its own.
team contains name if some name in input.session.teams

team contains "Approvers" if {
	is_employee
	some name in {"On-Call", "Security"}
	name in input.session.teams
}

# ---------------------------------------------------------------- API keys

scheduled_deployment := "api::01KFCZT4R0H2D8J2EK59602HRN"

# From anywhere.
key_roles := {
	# ci-cd-production
	"api::01K422XK606Y7W2KRBM91DVYBG": {"production-01JK5GKEM09MTEXGFXG694BX2X": {"deployer"}},
	# ci-cd-dev
	"api::01K42332Z039JMGB70J7HCMG5P": {"development-01JK5H9DR02R6A5500RTQPF37H": {"deployer"}},
	# monitoring-agent
	"api::01KBCJT3J0D80KCE5RBPC2MHSK": {"monitoring-01JKR7PK60RE9TRQ1XAR9TMFAW": {"space-reader"}},
	# production-deploy
	"api::01KERKG400YNMKP6CGQS9AP64R": {"production-01JK5GKEM09MTEXGFXG694BX2X": {"space-reader"}},
	scheduled_deployment: {"production-01JK5GKEM09MTEXGFXG694BX2X": {"window-deployer"}},
}

# From the company's networks only: a key that has nothing else does not even get in from elsewhere.
company_key_roles := {
	# terraform-automation
	"api::01K44Q1800G06J1SMARHACGFEH": {"platform-01JN8BG900ZMESZF2KB5JVZY6Q": {"tf-provisioner"}},
	# production-deploy
	"api::01KERKG400YNMKP6CGQS9AP64R": {"production-01JK5GKEM09MTEXGFXG694BX2X": {"secure-deployer"}},
}

is_known_key if key_roles[input.session.login]

is_known_key if {
	company_key_roles[input.session.login]
	from_company_network
}

roles[space] contains role if some role in key_roles[input.session.login][space]

roles[space] contains role if {
	from_company_network
	some role in company_key_roles[input.session.login][space]
}

# ---------------------------------------------------------------- from where, and when

company_networks := {"10.0.0.0/8", "192.168.100.0/24", "2001:db8:50::/48"}

from_company_network if {
	some network in company_networks
	net.cidr_contains(network, input.request.remote_ip)
}

# Tuesdays and Thursdays from 02:00 to 04:00 in Berlin, summer and winter. Asked at the login only.
in_maintenance_window if {
	now := [input.request.timestamp_ns, "Europe/Berlin"]
	weekday := time.weekday(now)
	weekday in {"Tuesday", "Thursday"}
	[hour, _, _] := time.clock(now)
	hour >= 2
	hour < 4
}
