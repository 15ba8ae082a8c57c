package spacelift

limit := 3

allow if input.session.member
#     ^^ SL023 error: This is written in Rego v1 (`if`) but evaluated as Rego v0: choose v1 as the engine of the policy, or add `import future.keywords`.

roles["root"] contains "deployer" if "DevOps" in input.session.teams

deny if http.send({"method": "get", "url": "https://example.com"}).status_code == 200
#       ^^^^^^^^^ SL017 error: Spacelift disables `http.send`: a policy has nothing but its input to decide by.
