/** Policies that are written in every way: LF, two spaces, `~` where other ways have a character beyond the plane. */

export type Version = 'v0' | 'v1';

/** Nothing is wrong with them. */
export const CLEAN: Readonly<Record<Version, string>> = {
  v1: `# Who may log in ~, and as what.
# See https://example.com/~/logins for more.
package spacelift

on_call if {
  input.session.name != "~"
  "DevOps" in input.session.teams
}

is_ours(login) if endswith(login, "~@example.com")

opening := time.parse_rfc3339_ns("2026-01-01T08:00:00Z")

allow if on_call

allow if is_ours(input.session.login)

deny if {
  input.session.name == "~"; not on_call; net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}

deny if input.request.timestamp_ns < opening

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if {
  input.session.name != "~"; input.session.login == "api::01K422XK606Y7W2KRBM91DVYBG"
}

roles[space.id] contains "space-reader" if {
  some space in input.spaces
  wanted := {"~", "eu"}; some label in space.labels; label in wanted
}
`,
  v0: `# Who may log in ~, and as what.
# See https://example.com/~/logins for more.
package spacelift

on_call {
  input.session.name != "~"
  input.session.teams[_] == "DevOps"
}

is_ours(login) { endswith(login, "~@example.com") }

opening := time.parse_rfc3339_ns("2026-01-01T08:00:00Z")

allow { on_call }

allow { is_ours(input.session.login) }

deny {
  input.session.name == "~"; not on_call; net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}

deny { input.request.timestamp_ns < opening }

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["deployer"] {
  input.session.name != "~"; input.session.login == "api::01K422XK606Y7W2KRBM91DVYBG"
}

roles[space.id]["space-reader"] {
  space := input.spaces[_]
  wanted := {"~", "eu"}; label := space.labels[_]; wanted[label]
}
`,
};

/** A mistake in every line; none that keeps OPA from reading them. */
export const MISTAKEN: Readonly<Record<Version, string>> = {
  v1: `# Mistakes ~ only.
package spacelift

default allow := false

allow if { input.session.name == "~"; "DevOps" in input.session.teams; time.now_ns() > 1 }

admin if {
  input.session.name == "~"; input.session.emial == "a"
}

roles["production"] contains "Deployer" if { input.session.name == "~"; input.session.login == "ci-cd-production" }

allow if { input.session.name == "~"; input.session.teams == "DevOps" }
`,
  v0: `# Mistakes ~ only.
package spacelift

default allow = false

allow { input.session.name == "~"; input.session.teams[_] == "DevOps"; time.now_ns() > 1 }

admin {
  input.session.name == "~"; input.session.emial == "a"
}

roles["production"]["Deployer"] { input.session.name == "~"; input.session.login == "ci-cd-production" }

allow { input.session.name == "~"; input.session.teams == "DevOps" }
`,
};

/** Right, and not formatted. */
export const UNTIDY: Readonly<Record<Version, string>> = {
  v1: `# Untidy ~.
package spacelift

allow if   input.session.name == "~"
deny if {
    input.session.name != "~" # Somebody else.
}
`,
  v0: `# Untidy ~.
package spacelift

allow   { input.session.name == "~" }
deny {
    input.session.name != "~" # Somebody else.
}
`,
};
