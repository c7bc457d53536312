"""Verifies one txswitch webhook; needs nothing but Python 3.

usage: verify.py WEBHOOK_ID WEBHOOK_TIMESTAMP WEBHOOK_SIGNATURE < BODY      the secret is read from TXSWITCH_WEBHOOK_SECRET
"""
import base64
import hashlib
import hmac
import os
import sys
import time

TOLERANCE_S = 300


def genuine(secret, webhook_id, timestamp, signatures, body, now_s):
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    if abs(now_s - int(timestamp)) > TOLERANCE_S:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = f"{webhook_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest())
    found = False
    for given in signatures.split(" ")[:8]:
        found |= hmac.compare_digest(expected, given.encode())
    return found


def main():
    webhook_id, timestamp, signatures = sys.argv[1:4]
    body = sys.stdin.buffer.read()
    good = genuine(os.environ["TXSWITCH_WEBHOOK_SECRET"], webhook_id, timestamp, signatures, body, int(time.time()))
    print("genuine" if good else "refused")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
