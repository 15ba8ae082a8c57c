# spacelift: type=login engine=v0
# Written for Rego v1, but the policy's engine on Spacelift is v0: what Terraform makes of a policy without engine_type.
package spacelift

allow if input.session.member

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if "DevOps" in input.session.teams
