"""Signs and sends one request to the txswitch merchant API; needs nothing but Python 3.

usage: sign.py BASE_URL APP_ID METHOD PATH [BODY]      the secret is read from TXSWITCH_SECRET
"""
import hashlib
import hmac
import os
import secrets
import sys
import time
import urllib.error
import urllib.request


def authorization(app_id, secret, method, path, body, timestamp, nonce):
    text = "\n".join([method, path, timestamp, nonce, hashlib.sha256(body).hexdigest()]) + "\n"
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"TXSWITCH-HMAC-SHA256 app_id={app_id},timestamp={timestamp},nonce={nonce},signature={signature}"


def main():
    base, app_id, method, path = sys.argv[1:5]
    body = sys.argv[5].encode() if len(sys.argv) > 5 else b""
    header = authorization(
        app_id, os.environ["TXSWITCH_SECRET"], method, path, body, str(int(time.time())), secrets.token_hex(16))
    request = urllib.request.Request(base + path, data=body or None, method=method)
    request.add_header("Authorization", header)
    if body:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            print(answer.status, answer.read().decode())
    except urllib.error.HTTPError as problem:
        print(problem.code, problem.read().decode())
        sys.exit(1)


if __name__ == "__main__":
    main()
