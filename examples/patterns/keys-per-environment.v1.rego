# spacelift: type=login engine=v1
# Three sets of keys, one for each environment: the keys of a set deploy to its space, and to no other.
# A key of two sets has the roles of both.
package spacelift

production_keys := {
	"api::01K422XK606Y7W2KRBM91DVYBG", # ci-cd-production
	"api::01K44Q32K0F295P50AK47W4W4P", # terraform-prod
}

staging_keys := {
	"api::01K44Q32K0F295P50AK47W4W4P", # terraform-prod
	"api::01KW99PQM0803NDMNQCJSE5N9K", # staging-deploy, second generation
}

development_keys := {
	"api::01K42332Z039JMGB70J7HCMG5P", # ci-cd-dev
	"api::01K44Q4X605SC7CMTJX1NH0KYE", # terraform-dev
	"api::01K44QACZ0WSXQXCT9PHS11TEP", # automation-dev
}

allow if input.session.login in union({production_keys, staging_keys, development_keys})

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if input.session.login in production_keys

roles["staging-01JK5H5RJ0DH4YJYXR0459A422"] contains "deployer" if input.session.login in staging_keys

roles["development-01JK5H9DR02R6A5500RTQPF37H"] contains "deployer" if input.session.login in development_keys
