package spacelift

allow if http.send({"method": "get", "url": "https://example.com"}).status_code == 200
#        ^^^^^^^^^ SL017 error: Spacelift disables `http.send`: a policy has nothing but its input to decide by.

deny if time.weekday(time.now_ns()) in {"Saturday", "Sunday"}
#                    ^^^^^^^^^^^ SL017 error: Spacelift disables `time.now_ns`: the time of the login is `input.request.timestamp_ns`.
