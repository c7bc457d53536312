"use strict";
// The cashier page: asks for its order by cookie, offers what fits the place, pays once, and waits for the end.
const WAITS_MS = [...times(60, 1000), ...times(60, 2000), ...times(120, 5000)];
const OWN = { "X-Checkout": "1" };
const CHANNEL = { alipay: "Alipay", wechat: "WeChat Pay", unionpay: "UnionPay" };
const MODE = { merchant_code: "scan a code", jsapi: "in the wallet", h5: "open the wallet", page: "on its page" };
let watching = false;
let chosen = false;
let offered = false;

// Minor units out of what was typed, by text alone: no fraction is ever rounded.
function minor(typed) {
  const found = /^([0-9]{1,8})(?:[.]([0-9]{1,2}))?$/.exec(typed.trim());
  return found ? Number(found[1] + (found[2] || "").padEnd(2, "0")) : 0;
}

// The wallet's own script interface; it may come after the page. What it reports is not believed: the journal is.
function bridge(name, then) {
  if (window[name]) then(window[name]);
  else document.addEventListener(name + "Ready", () => then(window[name]), { once: true });
}

function openWallet(parameters) {
  if (parameters.paySign) {
    bridge("WeixinJSBridge", (wechat) => wechat.invoke("getBrandWCPayRequest", parameters, () => {}));
  } else if (parameters.tradeNO) {
    bridge("AlipayJSBridge", (alipay) => alipay.call("tradePay", { tradeNO: parameters.tradeNO }, () => {}));
  }
}

// By itself a page is left at once only: who presses "back" in the wallet is not sent there again.
function leave(address, atOnce) {
  if (!/^https?:/.test(address)) return;
  if (atOnce) location.assign(address);
  else button(el("products"), "Go on to the wallet", () => location.assign(address));
}

function drawCode(svg) {
  if (el("code").firstChild) return;
  const image = new Image();
  image.alt = "Code to scan";
  image.src = "data:image/svg+xml;utf8," + encodeURIComponent(svg);
  el("code").append(image);
  say("hint", "Scan the code with the wallet.");
}

// What the payer is to open may be known only after some looks; it is offered once, and opened for who has just chosen.
function offer(payment) {
  if (offered) return;
  el("products").replaceChildren();
  if (payment.pay_url) leave(payment.pay_url, chosen);
  else if (payment.pay_params) {
    button(el("products"), "Open the wallet", () => openWallet(payment.pay_params));
    if (chosen) openWallet(payment.pay_params);
  }
  offered = true;
}

function begun(payment) {
  el("products").replaceChildren();
  if (show(payment)) keepLooking();
}

// Says whether there is more to come.
function show(payment) {
  showStatus(payment.status);
  if (payment.status === "pending") {
    offer(payment);
    if (payment.qr_svg) drawCode(payment.qr_svg);
  } else {
    el("code").replaceChildren();
    el("products").replaceChildren();
    say("hint", "");
  }
  wayBack(payment.return_url);
  return !FINAL.includes(payment.status);
}

async function look() {
  const answer = await ask("GET", "/cashier/status", OWN);
  if (answer && answer.status === 401) {
    say("hint", "This page is over. The shop knows whether you have paid.");
    return false;
  }
  return answer && answer.ok ? show(answer.json) : true;
}

function keepLooking() {
  if (watching) return;
  watching = true;
  watch(WAITS_MS, look, () => say("hint", "This takes longer than usual. The shop will learn how it ends."));
}

async function pay(product) {
  for (const each of document.querySelectorAll("button")) each.disabled = true;
  say("result", TEXT.processing);
  chosen = true;
  const answer = await ask("POST", "/cashier/pay", OWN, { product });
  if (!answer) return keepLooking();
  if (answer.ok) return begun(answer.json);
  say("result", answer.json.title || "Not paid");
  for (const each of document.querySelectorAll("button")) each.disabled = false;
}

async function start() {
  const answer = await ask("GET", "/cashier/order", OWN);
  if (!answer || !answer.ok) return say("result", "This page is over. Go back to the shop and begin again.");
  const order = answer.json;
  say("merchant", order.merchant);
  say("subject", order.subject);
  say("amount", money(order.amount, order.currency));
  if (order.payment) return begun(order.payment);
  for (const product of order.products) {
    const text = (CHANNEL[product.channel] || product.channel) + " · " + (MODE[product.mode] || product.mode);
    button(el("products"), text, () => pay(product.id)).dataset.product = product.id;
  }
  if (!order.products.length) say("result", "This wallet cannot pay here.");
  else if (order.wallet) pay(order.products[0].id);
}

async function plate(id) {
  const answer = await ask("GET", `/plate/${id}.json`, OWN);
  if (!answer || !answer.ok) return say("result", "This code is out of use.");
  const shown = answer.json;
  say("merchant", shown.merchant);
  say("subject", shown.subject);
  if (shown.amount) {
    say("amount", money(shown.amount, shown.currency));
    el("typing").hidden = true;
  }
  el("plate").hidden = false;
  el("plate").addEventListener("submit", async (event) => {
    event.preventDefault();
    const amount = shown.amount || minor(el("typed").value);
    if (!amount) return say("result", "Type an amount such as 12.50.");
    const taken = await ask("POST", "/cashier/plate", OWN, { plate: id, amount });
    if (taken && taken.ok) location.replace("/cashier");
    else say("result", (taken && taken.json.detail) || "Not taken. Try again.");
  });
}

const found = /^\/plate\/([A-Za-z0-9_-]+)$/.exec(location.pathname);
if (found) plate(found[1]);
else start();
