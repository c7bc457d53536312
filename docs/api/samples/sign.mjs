// Signs and sends one request to the txswitch merchant API; needs nothing but Node 18.
// usage: node sign.mjs BASE_URL APP_ID METHOD PATH [BODY]      the secret is read from TXSWITCH_SECRET
import { createHash, createHmac, randomBytes } from "node:crypto";

export function authorization(appId, secret, method, path, body, timestamp, nonce) {
  const hash = createHash("sha256").update(body).digest("hex");
  const text = [method, path, timestamp, nonce, hash].join("\n") + "\n";
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return `TXSWITCH-HMAC-SHA256 app_id=${appId},timestamp=${timestamp},nonce=${nonce},signature=${signature}`;
}

const [base, appId, method, path, body = ""] = process.argv.slice(2);
const timestamp = String(Math.floor(Date.now() / 1000));
const nonce = randomBytes(16).toString("hex");
const headers = { Authorization: authorization(appId, process.env.TXSWITCH_SECRET, method, path, body, timestamp, nonce) };
if (body) headers["Content-Type"] = "application/json";
const answer = await fetch(base + path, { method, headers, body: body || undefined });
console.log(answer.status, await answer.text());
process.exitCode = answer.ok ? 0 : 1;
