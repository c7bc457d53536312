// Verifies one txswitch webhook; needs nothing but Node 18.
// usage: node verify.mjs WEBHOOK_ID WEBHOOK_TIMESTAMP WEBHOOK_SIGNATURE < BODY
// The secret is read from TXSWITCH_WEBHOOK_SECRET.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

const TOLERANCE_S = 300;

export function genuine(secret, id, timestamp, signatures, body, nowS) {
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > TOLERANCE_S) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const text = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const expected = Buffer.from("v1," + createHmac("sha256", key).update(text).digest("base64"));
  let found = false;
  for (const each of signatures.split(" ").slice(0, 8)) {
    const given = Buffer.from(each);
    found = (given.length === expected.length && timingSafeEqual(expected, given)) || found;
  }
  return found;
}

const [id, timestamp, signatures] = process.argv.slice(2);
const now = Math.floor(Date.now() / 1000);
const good = genuine(process.env.TXSWITCH_WEBHOOK_SECRET, id, timestamp, signatures, readFileSync(0), now);
console.log(good ? "genuine" : "refused");
process.exitCode = good ? 0 : 1;
