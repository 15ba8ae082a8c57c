@echo off
rem `login-policy`, in terminals of VS Code: with VS Code's own Node, as there may be no other.
setlocal
set ELECTRON_RUN_AS_NODE=1
if not defined LOGIN_POLICY_NODE set LOGIN_POLICY_NODE=node
"%LOGIN_POLICY_NODE%" "%~dp0..\cli.js" %*
