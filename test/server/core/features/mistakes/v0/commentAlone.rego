# nothing here yet
#^^^^^^^^^^^^^^^^^ SL032 error: There is no policy here: OPA refuses a module without a package.
