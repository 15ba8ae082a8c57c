# spacelift: type=login engine=v1
# Two variables that nothing binds: OPA refuses the whole policy, and so nobody gets in.
package spacelift

allow if input.session.member

roles[space_id] contains role_slug if "DevOps" in input.session.teams
