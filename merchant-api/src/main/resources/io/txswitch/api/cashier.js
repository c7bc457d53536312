"use strict";
// The cashier page: asks for its order by cookie, offers what fits the place, pays once, and waits for the end.
const POLL_MS = 1000;
const FINAL = ["succeeded", "failed", "closed", "reversed"];
const TEXT = {
  pending: "Waiting for the payment", processing: "Working on it", unknown: "Asking the wallet",
  succeeded: "Paid", failed: "Not paid", closed: "Closed", reversing: "Being given back", reversed: "Given back",
};
const CHANNEL = { alipay: "Alipay", wechat: "WeChat Pay", unionpay: "UnionPay" };
const el = (id) => document.getElementById(id);

async function ask(method, path, body) {
  const headers = { "X-Checkout": "1" };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
  return { ok: answer.ok, json: await answer.json() };
}

function money(minor, currency) {
  const text = String(minor).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`;
}

// Minor units out of what was typed, by text alone: no fraction is ever rounded.
function minor(typed) {
  const found = /^([0-9]{1,8})(?:[.]([0-9]{1,2}))?$/.exec(typed.trim());
  return found ? Number(found[1] + (found[2] || "").padEnd(2, "0")) : 0;
}

function say(id, text) { el(id).textContent = text; }

function show(payment) {
  el("products").replaceChildren();
  const result = el("result");
  result.className = payment.status;
  result.textContent = TEXT[payment.status] || payment.status;
  if (payment.status === "pending" && payment.pay_url) {
    location.assign(payment.pay_url);
  } else if (payment.status === "pending" && payment.qr_svg) {
    if (!el("code").firstChild) {
      const image = new Image();
      image.alt = "Code to scan";
      image.src = "data:image/svg+xml;utf8," + encodeURIComponent(payment.qr_svg);
      el("code").append(image);
      say("hint", "Scan the code with the wallet.");
    }
  } else {
    el("code").replaceChildren();
    say("hint", "");
  }
  if (payment.return_url) {
    el("back").href = payment.return_url;
    el("back").hidden = false;
  }
  if (!FINAL.includes(payment.status)) setTimeout(poll, POLL_MS);
}

async function poll() {
  const answer = await ask("GET", "/cashier/status").catch(() => null);
  if (answer && answer.ok) show(answer.json);
  else setTimeout(poll, POLL_MS);
}

async function pay(product) {
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  say("result", TEXT.processing);
  const answer = await ask("POST", "/cashier/pay", { product }).catch(() => null);
  if (!answer) poll();
  else if (answer.ok) show(answer.json);
  else say("result", answer.json.title || "Not paid");
}

async function start() {
  const answer = await ask("GET", "/cashier/order");
  if (!answer.ok) return say("result", "This page is over. Go back to the shop and begin again.");
  const order = answer.json;
  el("plate").hidden = true;
  say("merchant", order.merchant);
  say("subject", order.subject);
  say("amount", money(order.amount, order.currency));
  if (order.payment) return show(order.payment);
  for (const product of order.products) {
    const button = document.createElement("button");
    button.textContent = (CHANNEL[product.channel] || product.channel) + (product.mode === "merchant_code" ? "" : " · " + product.mode);
    button.dataset.product = product.id;
    button.addEventListener("click", () => pay(product.id));
    el("products").append(button);
  }
  if (!order.products.length) say("result", "This wallet cannot pay here.");
  else if (order.wallet) pay(order.products[0].id);
}

const plate = /^\/plate\/([A-Za-z0-9_-]+)$/.exec(location.pathname);
if (plate) {
  el("plate").hidden = false;
  el("plate").addEventListener("submit", async (event) => {
    event.preventDefault();
    const amount = minor(el("typed").value);
    if (!amount) return say("result", "Type an amount such as 12.50.");
    const answer = await ask("POST", "/cashier/plate", { plate: plate[1], amount });
    if (answer.ok) location.replace("/cashier");
    else say("result", answer.json.detail || "Not taken");
  });
} else {
  start();
}
