# spacelift: type=login engine=v1
# Every key named …-dev deploys to development, and only plans in staging.
package spacelift

is_for_development if endswith(input.session.login, "-dev")

allow if is_for_development

roles["development-01JK5H9DR02R6A5500RTQPF37H"] contains "deployer" if is_for_development

roles["staging-01JK5H5RJ0DH4YJYXR0459A422"] contains "plan-only" if is_for_development
