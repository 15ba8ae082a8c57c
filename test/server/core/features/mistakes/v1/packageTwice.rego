package spacelift

allow if input.session.member

package spacelift.helpers
#^^^^^^ rego_parse_error error: A policy has one package, in its first line.
