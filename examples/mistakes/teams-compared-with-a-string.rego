# spacelift: type=login engine=v1
# DevOps should get in, and production should be theirs. Nobody gets anything.
package spacelift

allow if input.session.teams == "DevOps"

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if input.session.teams == "DevOps"
