package spacelift

allow {
  regex.match("^[^@]+@example.com$", input.session.login)
  #           ^^^^^^^^^^^^^^^^^^^^^ SL043 warning: The dot of the domain stands for any character. `me@examplexcom` does too.
}
