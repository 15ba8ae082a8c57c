# spacelift: type=login engine=v1
# People of two e-mail domains get in and look at development. The whole domain is compared, in lower case:
# an ending alone ("example.com") also lets in me@not-example.com.
package spacelift

company_domains := {"example.com", "example.org"}

is_employee if {
	[name, domain] := split(lower(input.session.login), "@")
	name != ""
	domain in company_domains
}

allow if is_employee

roles["development-01JK5H9DR02R6A5500RTQPF37H"] contains "space-reader" if is_employee
