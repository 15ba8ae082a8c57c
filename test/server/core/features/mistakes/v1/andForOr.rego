package spacelift

admin if {
  input.session.login == "ada@example.com"
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The other condition.
  input.session.login == "grace@example.com"
  #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL041 warning: This can't hold together with another condition, so the clause never fires: `input.session.login` is "ada@example.com" there and is "grace@example.com" here.
}
