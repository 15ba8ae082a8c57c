package spacelift

allow if input.session.member
#     ^^ SL023 error: This is written in Rego v1 (`if`) but evaluated as Rego v0: choose v1 as the engine of the policy, or add `import future.keywords`.

deny if {
  input.session.login = = "ada"
#                       ^ rego_parse_error error: Unexpected `=`.
}
